import { check, type RedisUnit } from "@picking-labs/test-kit";
import { entriesOf } from "../support/applied.ts";
import { at, cancelled, created, picked, predicted, updated } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { waitsAs } from "../support/waiting-order.ts";

const WAREHOUSE = 6020;

check("applied-once", async (t) => {
  const { redis, rabbitmq } = await t.workplace();
  const order = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const { orderId } = order;
  const changed = { ...order, note: "twice" };
  const other = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const events = [
    created(order, at(0)),
    updated(changed, at(1)),
    picked(order, at(2)),
    created(other, "2026-03-28T12:00:00.5+02:00"),
    cancelled(other, at(3)),
    predicted(WAREHOUSE, 17, at(4)),
  ];
  for (const [index, event] of events.entries()) {
    await publish(t, rabbitmq, event);
    await t.eventually(
      async () => (await redis.cz.xlen("engine:applied")) > index,
      () =>
        `${index + 1} events were published one after the other, and 10 s after the last one (${event.told}) the stream engine:applied has no new entry.`,
      { within: 10_000 },
    );
    if (index === 0) await waitsAs(t, redis.cz, order, `${event.told} was published`);
  }

  const about = async (id: number) => (await entriesOf(redis.cz, { orderId: id })).map(asText);
  t.equal(
    await about(orderId),
    [`CREATED ${at(0)}`, `UPDATED ${at(1)}`, `PICKED ${at(2)}`],
    `The entries about order ${orderId}`,
  );
  t.equal(
    await about(other.orderId),
    ["CREATED 2026-03-28T10:00:00.500Z", `CANCELLED ${at(3)}`],
    `The entries about order ${other.orderId}`,
  );
  t.equal(
    (await entriesOf(redis.cz, { warehouseId: WAREHOUSE })).map(asText),
    [`PREDICTED ${at(4)}`],
    `The entries about warehouse ${WAREHOUSE}`,
  );

  for (const unit of redis.cz.proxy.units()) {
    const { told, isWhole } = judge(unit);
    t.verify(
      isWhole,
      `The change and its entry did not reach Redis as one: ${told}. A process that dies in between leaves half of it.`,
    );
  }
});

const asText = ({ type, occurredAt }: Record<string, string>) => `${type} ${occurredAt}`;

/** A transaction has the change and the entry, or neither; a script is one by itself; a single command changes neither. */
function judge({ kind, commands }: RedisUnit): { told: string; isWhole: boolean } {
  const writes = commands.filter(
    ({ command, args }) => WRITES.has(command) && /^(order|warehouse):/.test(args[0] ?? ""),
  );
  const entries = commands.filter(({ command, args }) => command === "XADD" && args[0] === "engine:applied");
  const names = [...writes, ...entries].map(({ command }) => command).join(", ");
  const alone = kind === "transaction" ? "in a transaction" : "by itself";
  if (kind === "script") return { told: "", isWhole: true };
  if (kind === "command") return { told: `${names} came ${alone}`, isWhole: names === "" };
  return { told: `${names} came ${alone}`, isWhole: writes.length > 0 === entries.length > 0 };
}

const WRITES = new Set(
  "HSET HMSET HSETNX HDEL DEL UNLINK SET GETSET SETNX ZADD ZREM RENAME COPY EXPIRE".split(" "),
);
