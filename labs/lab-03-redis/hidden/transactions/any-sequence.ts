import { type Order, WAREHOUSES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { expectRefusal, told } from "@picking-labs/test-kit/every-app";
import { ADD, addOrder } from "../support/add-order.ts";
import { askBatch, askBefore, askList, beforePath } from "../support/ask.ts";
import { described, disagreement, holds, snapshot } from "../support/snapshot.ts";
import { anId, waitingOrder } from "../support/waiting-order.ts";
import { otherProcess } from "./other-process.ts";
import { removing } from "./stepwise.ts";

const STEPS = 60;
const IDS = 7;
const AT_ONCE = 40;

check(
  "any-sequence",
  async (t) => {
    const workplace = await t.workplace();
    const { app } = workplace;
    const { cz } = workplace.redis;
    await otherProcess(t, workplace, "moved", (order) => removing(app, order));
    await cz.flush();
    const orderIds = [9, 10, 100, ...Array.from({ length: IDS }, () => anId(t.random))];
    const moments = Array.from({ length: 4 }, () =>
      new Date(Date.UTC(2040, 0, 1) + t.random.integer(0, 1e9)).toISOString(),
    );
    const model = new Map<number, Order>();
    const draw = (orderId: number) =>
      waitingOrder(t.random, {
        orderId,
        warehouseId: t.random.pick(WAREHOUSES.cz),
        time: t.random.pick(moments),
      });

    for (let step = 1; step <= STEPS; step++) {
      const orderId = t.random.pick(orderIds);
      const after = `step ${step} of ${STEPS} of the sequence with seed of this run`;
      if (t.random.integer(0, 3) > 0) {
        const order = draw(orderId);
        await addOrder(t, app, order, { circumstance: `(${after})` });
        model.set(orderId, order);
      } else {
        const path = `/orders/cz/${orderId}`;
        const answer = await app.request("DELETE", path);
        if (!model.has(orderId)) expectRefusal(t, `DELETE ${path} (${after})`, answer, 404);
        else
          t.verify(
            answer.status === 204,
            () => `DELETE ${path} (${after}) ${told(answer)}. Promised is 204.`,
          );
        model.delete(orderId);
      }
      const seen = await snapshot(cz, "cz", orderId);
      t.verify(
        holds(seen, model.get(orderId)),
        () => `After ${after}: ${disagreement(seen) ?? described(seen)}.`,
      );
    }
    await allAgree(model, `After a sequence of ${STEPS} changes`);

    const burst = Array.from({ length: AT_ONCE }, () => draw(t.random.pick(orderIds)));
    const answers = await Promise.all(
      burst.map((order, index) =>
        index % 4 === 3 ? app.request("DELETE", `/orders/cz/${order.orderId}`) : app.post(ADD, order),
      ),
    );
    const failed = answers.find(({ status }) => ![201, 204, 404].includes(status));
    t.verify(failed === undefined, () => `One of ${AT_ONCE} changes at once ${failed && told(failed)}.`);
    const stored = new Map<number, Order>();
    for (const orderId of orderIds) {
      const seen = await snapshot(cz, "cz", orderId);
      const wrong = disagreement(seen);
      if (wrong !== undefined) {
        t.note(`in the end ${wrong}`);
        t.fail(
          `After ${AT_ONCE} changes at once, hash and sets of an order disagree. (The time line tells how.)`,
        );
      }
      if (seen.data !== null) stored.set(orderId, JSON.parse(seen.data) as Order);
    }
    await allAgree(stored, `After ${AT_ONCE} changes at once`);

    async function allAgree(promised: Map<number, Order>, when: string): Promise<void> {
      for (const warehouseId of WAREHOUSES.cz) {
        const here = [...promised.values()]
          .filter((order) => order.warehouseId === warehouseId)
          .sort((one, other) => time(one) - time(other) || one.orderId - other.orderId);
        const path = `/get_orders/cz/${warehouseId}`;
        const list = here.map(({ orderId, prioritizationTime }) => ({ orderId, prioritizationTime }));
        t.equal(await askList(t, app, path), list, `${when}: the orders of GET ${path}`);
        const before = here
          .toSorted((one, other) => time(other) - time(one) || one.orderId - other.orderId)
          .map(({ orderId }) => orderId);
        const asked = beforePath({ warehouseId, time: "2041-01-01T00:00:00Z" });
        t.equal(await askBefore(t, app, asked), before, `${when}: the orderIds of GET ${asked}`);
      }
      const batch = orderIds.map((orderId) => promised.get(orderId) ?? null);
      t.equal(await askBatch(t, app, "cz", orderIds), batch, `${when}: the orders of a batch of all ids`);
      for (const orderId of orderIds) {
        const answer = await app.get(`/get_order_data/cz/${orderId}`);
        const order = promised.get(orderId);
        const what = `${when}: the answer of GET /get_order_data/cz/${orderId}`;
        t.equal(
          [answer.status, answer.status === 200 ? answer.json : null],
          order ? [200, order] : [404, null],
          what,
        );
      }
    }
  },
  { takesOverFrom: "moves-at-once" },
);

const time = (order: Order) => Date.parse(order.prioritizationTime);
