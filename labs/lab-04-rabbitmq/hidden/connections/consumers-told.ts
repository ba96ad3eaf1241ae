import { COUNTRIES } from "@picking-labs/domain";
import { type CheckContext, check, type RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";

type Status = { state: unknown; processed: unknown; deadLettered: unknown };

check(
  "consumers-told",
  async (t) => {
    const { app, rabbitmq } = await t.workplace();
    const [before, ofHu] = [await statusOf(t, app, "ro"), await statusOf(t, app, "hu")];
    const order = plainOrder(t.random, { warehouseId: 7055 });
    const other = plainOrder(t.random, { warehouseId: 7055 });
    const event = created(order, at(0));
    const bad = { ...event, body: { type: "SENT" } };
    await publish(t, rabbitmq, event, event, created(other, at(0)), bad);

    const wanted = { processed: Number(before.processed) + 3, deadLettered: Number(before.deadLettered) + 1 };
    let last: Status = before;
    await t.eventually(
      async () => {
        last = await statusOf(t, app, "ro");
        return last.processed === wanted.processed && last.deadLettered === wanted.deadLettered;
      },
      () =>
        `GET /consumers said of ro: processed ${before.processed}, deadLettered ${before.deadLettered}. Three good messages, one of them a repetition, and one that cannot be understood were published. 8 s later it says processed ${last.processed}, deadLettered ${last.deadLettered}; promised are ${wanted.processed} and ${wanted.deadLettered}.`,
      { within: 8_000 },
    );
    const after = await statusOf(t, app, "hu");
    t.equal(
      [after.processed, after.deadLettered],
      [ofHu.processed, ofHu.deadLettered],
      "The numbers processed and deadLettered of hu in GET /consumers after messages that came only in ro",
    );
    for (const tenant of COUNTRIES)
      t.equal(
        (await statusOf(t, app, tenant)).state,
        "connected",
        `The state of ${tenant} in GET /consumers`,
      );

    rabbitmq.ro.proxy.refuse();
    rabbitmq.ro.proxy.closeConnections();
    await t.eventually(
      async () => {
        last = await statusOf(t, app, "ro");
        return last.state === "reconnecting";
      },
      () =>
        `RabbitMQ of ro refuses connections. GET /consumers says of ro: ${JSON.stringify(last.state)}; promised is "reconnecting".`,
      { within: 5_000 },
    );
    t.equal((await statusOf(t, app, "cz")).state, "connected", "The state of cz while only ro is away");
  },
  { takesOverFrom: "poison-first" },
);

async function statusOf(t: CheckContext, app: RunningApp, tenant: string): Promise<Status> {
  const answer = await app.get("/consumers");
  t.verify(answer.status === 200, () => `GET /consumers ${told(answer)}. Promised is 200.`);
  const { consumers } = (answer.json ?? {}) as { consumers?: unknown };
  const entries = Array.isArray(consumers) ? consumers.filter((entry) => entry?.country === tenant) : [];
  t.verify(
    entries.length === 1,
    () =>
      `GET /consumers has ${entries.length} entries of ${tenant}, promised is 1: ${answer.text.slice(0, 160)}`,
  );
  return entries[0] as Status;
}
