import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { postOrder } from "../support/post-order.ts";
import { ARRIVAL_LIMIT_MS } from "../support/report-comes.ts";
import { reportingApp, reportsOf } from "../support/reporting-app.ts";

/** For a second report that comes late. */
const AFTERWARDS_MS = 400;

check("reported-once", async (t) => {
  const { app, receiver } = await reportingApp(t);
  const once = [anOrder(t.random), anOrder(t.random), anOrder(t.random)];
  const twice = anOrder(t.random);
  for (const order of [twice, ...once, twice]) await postOrder(t, app, order);

  const wanted = [
    ...once.map(({ orderId }) => ({ orderId, times: 1 })),
    { orderId: twice.orderId, times: 2 },
  ];
  const came = ({ orderId }: { orderId: number }) => reportsOf(receiver, orderId).length;
  const told = (order: (typeof wanted)[number] | undefined) =>
    order &&
    `Order ${order.orderId} was posted and answered ${TIMES[order.times]}, and reported ${TIMES[came(order)] ?? "more often"}`;
  const missing = () => wanted.find((order) => came(order) < order.times);
  await t.eventually(
    () => missing() === undefined,
    () => `${told(missing())} within ${ARRIVAL_LIMIT_MS / 1000} s.`,
    { within: ARRIVAL_LIMIT_MS },
  );
  await t.never(
    async () => told(wanted.find((order) => came(order) > order.times)),
    (more) => `${more}.`,
    { for: AFTERWARDS_MS },
  );
});

const TIMES = ["never", "once", "twice"];
