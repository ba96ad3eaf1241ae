import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { postOrder } from "../support/post-order.ts";
import { ARRIVAL_LIMIT_MS } from "../support/report-comes.ts";
import { reportingApp, reportsOf } from "../support/reporting-app.ts";

/** For a second report that comes late. */
const AFTERWARDS_MS = 400;

check("reported-once", async (t) => {
  const { app, receiver } = await reportingApp(t);
  const orders = Array.from({ length: 4 }, () => anOrder(t.random));
  const [again] = orders;
  for (const order of [...orders, again]) if (order !== undefined) await postOrder(t, app, order);

  const wanted = orders.map((order) => ({ order, times: order === again ? 2 : 1 }));
  const count = (orderId: number) => reportsOf(receiver, orderId).length;
  const differing = (differs: (came: number, times: number) => boolean) =>
    wanted.find(({ order, times }) => differs(count(order.orderId), times));
  const said = ({ order, times }: (typeof wanted)[number]) =>
    `Order ${order.orderId} was posted and answered ${times === 1 ? "once" : "twice"}, and ${count(order.orderId)} reports of it came`;

  await t.eventually(
    () => differing((came, times) => came < times) === undefined,
    () => {
      const missing = differing((came, times) => came < times);
      return `${missing && said(missing)} within ${ARRIVAL_LIMIT_MS / 1000} s.`;
    },
    { within: ARRIVAL_LIMIT_MS },
  );
  await t.never(
    async () => differing((came, times) => came > times),
    (more) => `${said(more as (typeof wanted)[number])}.`,
    { for: AFTERWARDS_MS },
  );
});
