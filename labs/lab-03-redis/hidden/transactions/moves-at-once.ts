import { WAREHOUSES } from "@picking-labs/domain";
import { type CheckContext, check, type Workplace } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { ADD } from "../support/add-order.ts";
import { disagreement, holds, snapshot } from "../support/snapshot.ts";
import { anId, waitingOrder } from "../support/waiting-order.ts";
import { otherProcess } from "./other-process.ts";
import { adding } from "./stepwise.ts";

const B = WAREHOUSES.cz[1];
const AT_ONCE = 36;
const ROUNDS = 3;

check(
  "moves-at-once",
  async (t) => {
    const workplace = await t.workplace();
    const { app } = workplace;
    await otherProcess(t, workplace, "moved", (order) => adding(app, { ...order, warehouseId: B }));
    await otherProcess(t, workplace, "removed", (order) => adding(app, { ...order, warehouseId: B }));
    await thisProcess(t, workplace);
  },
  { takesOverFrom: "cut-between" },
);

/** Many changes of one order at once by one process, watched by another client. */
async function thisProcess(t: CheckContext, { app, redis: { cz } }: Workplace): Promise<void> {
  const orderId = anId(t.random);
  for (let round = 0; round < ROUNDS; round++) {
    const changes = Array.from({ length: AT_ONCE }, () =>
      waitingOrder(t.random, { orderId, warehouseId: t.random.pick(WAREHOUSES.cz) }),
    );
    let isOver = false;
    const watching = watch();
    const answers = await Promise.all(changes.map((order) => app.post(ADD, order)));
    isOver = true;
    const seenMeanwhile = await watching;
    const what = `Order ${orderId} was added and moved by ${AT_ONCE} requests at once`;
    if (seenMeanwhile !== undefined) {
      t.note(`another client saw meanwhile: ${seenMeanwhile}`);
      t.fail(
        `${what}. Another client looked at both structures at once meanwhile, and they disagreed. (The time line tells how.)`,
      );
    }
    const failed = answers.find(({ status }) => status !== 201);
    t.verify(failed === undefined, () => `${what}. One of them ${failed && told(failed)}.`);
    const seen = await snapshot(cz, "cz", orderId);
    const wrong = disagreement(seen);
    if (wrong !== undefined) {
      t.note(`in the end ${wrong}`);
      t.fail(`${what}. In the end hash and sets disagree. (The time line tells how.)`);
    }
    const isOneOfThem = changes.some((order) => holds(seen, order));
    t.verify(isOneOfThem, `${what}. In the end an order is there that none of them has sent.`);

    async function watch(): Promise<string | undefined> {
      while (!isOver) {
        const wrongNow = disagreement(await snapshot(cz, "cz", orderId));
        if (wrongNow !== undefined) return wrongNow;
      }
      return undefined;
    }
  }
}
