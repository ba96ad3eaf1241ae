import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { TENANTS } from "@picking-labs/contracts";
import { expect, test } from "vitest";
import type { CheckContext } from "./check-context.ts";
import { eventually } from "./eventually.ts";
import { connectJudge, type PostgresPlace } from "./judge-database/index.ts";
import { connectRedis } from "./redis/index.ts";
import type { CheckBody } from "./run-check.ts";
import { AT_ONCE } from "./suite.ts";
import { aRun } from "./testing/a-run.ts";
import { aSuiteContext } from "./testing/grader-peer.ts";
import { startPostgres } from "./testing/postgres.ts";
import { startRedis } from "./testing/redis.ts";
import { declareHeir, type Workplace } from "./workplace.ts";

const asks = (heard: { ask: string }[]) => heard.map(({ ask }) => ask);

test("a check that ends without a complaint passes", async () => {
  await using grader = await aRun({ fine: [] });
  expect(await grader.run("fine", async (t) => t.equal(1 + 1, 2, "the sum"))).toEqual({
    outcome: "passed",
    evidence: [],
    stimulus: [],
  });
});

test("a broken promise fails a check with what was seen, expected and actual", async () => {
  await using grader = await aRun({ bad: [], worse: [], worst: [] });
  expect(
    await grader.run("bad", async (t) =>
      t.equal({ products: [{ amount: 1 }] }, { products: [{ amount: "1" }] }, "the answer"),
    ),
  ).toMatchObject({
    outcome: "failed",
    failure: {
      saw: 'the answer: "products[0].amount" is 1, promised "1"',
      expected: '{"products":[{"amount":"1"}]}',
      actual: '{"products":[{"amount":1}]}',
    },
  });
  expect(await grader.run("worse", async (t) => t.fail("two rows came"))).toMatchObject({
    outcome: "failed",
    failure: { saw: "two rows came" },
  });
  expect(await grader.run("worst", async () => expect(1).toBe(2))).toMatchObject({
    outcome: "failed",
    failure: { saw: expect.stringContaining("expected 1 to be 2") },
  });
});

test("any other error is the grader's, never the learner's", async () => {
  await using grader = await aRun({ odd: [] });
  const record = await grader.run("odd", async () => {
    throw new TypeError("undefined is not a function");
  });
  expect(record).toMatchObject({
    outcome: "errored",
    error: expect.stringContaining("undefined is not a function"),
  });
});

test("a check that does not end is the grader's fault and its polls stop", async () => {
  await using grader = await aRun({ endless: [] });
  let probes = 0;
  const record = await grader.run(
    "endless",
    async (t) =>
      void (await t.eventually(
        () => void probes++,
        () => "never",
        { within: 60_000, every: 1 },
      )),
    { limitMs: 50 },
  );
  expect(record).toMatchObject({
    outcome: "errored",
    error: expect.stringContaining("did not end within 0.05 s"),
  });
  const then = probes;
  await pause(30);
  expect(probes).toBe(then);
});

test("what a failed check still had under way brings no uncaught error, and what opens late is closed", async () => {
  await using grader = await aRun({ hasty: [] }, { app: () => undefined });
  const record = await grader.run("hasty", async (t) => {
    const app = await t.app();
    void app.get("/never-answered");
    void app.exited({ within: 1 });
    void t.eventually(
      () => false,
      () => "never",
      { within: 1 },
    );
    void t.app();
    await pause(30);
    t.fail("at once");
  });
  expect(record).toMatchObject({ outcome: "failed", failure: { saw: "at once" } });
  await eventually(
    () => asks(grader.peer.heard).filter((ask) => ask === "stop-app").length === 2,
    () => "an app was not stopped",
  );
});

test("an app that starts after its check has ended is stopped at once", async () => {
  await using grader = await aRun({ late: [] });
  let app: Promise<unknown> | undefined;
  await grader.run("late", async (t) => {
    app = t.app();
    t.fail("before it started");
  });
  await eventually(
    () => asks(grader.peer.heard).includes("stop-app"),
    () => "it was not stopped",
  );
  const silence = Symbol("silence");
  expect(await Promise.race([app, pause(20, silence)])).toBe(silence);
});

test("a check that is not chosen, or not in the inventory, does nothing", async () => {
  await using grader = await aRun({ chosen: [] });
  let ran = false;
  const body = async () => {
    ran = true;
  };
  expect(await grader.run("other", body)).toEqual({ outcome: "not-selected" });
  grader.suite.context.selected.push("unknown");
  expect(await grader.run("unknown", body)).toMatchObject({
    outcome: "errored",
    error: 'the check "unknown" does not stand in lab.yaml',
  });
  expect(ran).toBe(false);
});

test("a check waits for what it needs, and is not reached when that fails, however far away", async () => {
  await using grader = await aRun({
    first: [],
    second: ["first"],
    third: ["second"],
    fine: [],
    after: ["fine"],
  });
  const ran: string[] = [];
  const body =
    (id: string, fail = false): CheckBody =>
    async (t) => {
      ran.push(id);
      if (fail) t.fail("no");
    };
  const records = await Promise.all([
    grader.run("third", body("third")),
    grader.run("second", body("second")),
    grader.run("after", body("after")),
    grader.run("first", body("first", true)),
    grader.run("fine", body("fine")),
  ]);
  expect(records.map((record) => [record.outcome, "because" in record ? record.because : undefined])).toEqual(
    [
      ["not-reached", "second"],
      ["not-reached", "first"],
      ["passed", undefined],
      ["failed", undefined],
      ["passed", undefined],
    ],
  );
  expect(ran).toEqual(["first", "fine", "after"]);
});

test("a need that was not chosen is not waited for", async () => {
  await using grader = await aRun({ alone: ["elsewhere"] });
  expect(await grader.run("alone", async () => undefined)).toMatchObject({ outcome: "passed" });
});

test("no more checks run at once than there are places, and waiting for a need takes none", async () => {
  const ids = Array.from({ length: 2 * AT_ONCE + 1 }, (_, index) => `check-${index}`);
  await using grader = await aRun(
    Object.fromEntries(ids.map((id, index) => [id, index < AT_ONCE ? [`check-${2 * AT_ONCE}`] : []])),
  );
  let running = 0;
  let most = 0;
  const body: CheckBody = async () => {
    running += 1;
    most = Math.max(most, running);
    await pause(5);
    running -= 1;
  };
  const records = await Promise.all(ids.map((id) => grader.run(id, body)));
  expect(records.every(({ outcome }) => outcome === "passed")).toBe(true);
  expect(most).toBe(AT_ONCE);
});

test("an app of a check's own is stopped before the outcome is told, and all of it stands in the record", async () => {
  await using grader = await aRun(
    { own: [] },
    {
      app: (_request, response) =>
        response.writeHead(201, { "content-type": "application/json" }).end('{"ok":true}'),
    },
  );
  const record = await grader.run("own", async (t) => {
    const app = await t.app({ env: { EXTRA: "1", APP_PROFILE: undefined } });
    grader.peer.line("own-1", '{"level":"info","msg":"hello"}');
    const answer = await app.post("/orders", { orderId: 7 });
    t.equal(answer, { ...answer, status: 201, json: { ok: true } }, "the answer");
    const [line] = await t.eventually(
      () => app.logs().length > 0 && app.logs(),
      () => "no line",
    );
    t.equal(line?.json, { level: "info", msg: "hello" }, "the line");
    t.note("now it fails");
    t.fail("as wanted");
  });
  await eventually(
    () => grader.peer.heard.length === 3,
    () => "no verdict was told",
  );
  expect(asks(grader.peer.heard)).toEqual(["start-app", "stop-app", "settled"]);
  expect(grader.peer.heard[0]).toMatchObject({
    request: { name: "app", env: { EXTRA: "1", APP_PROFILE: undefined } },
  });
  expect(record).toMatchObject({
    outcome: "failed",
    stimulus: [
      { do: "start", app: "app", env: { EXTRA: "1" }, through: [] },
      {
        do: "http",
        app: "app",
        method: "POST",
        path: "/orders",
        headers: { "content-type": "application/json" },
        body: '{"orderId":7}',
      },
    ],
  });
  const kinds = "evidence" in record ? record.evidence.map(({ kind }) => kind).toSorted() : [];
  expect(kinds).toEqual(["http", "log", "note", "process"]);
});

test("an app that does not start fails its check with the app's own lines", async () => {
  await using grader = await aRun(
    { boot: [] },
    {
      refuse: () => ({
        fault: "app",
        message: "the app ended with exit code 1 before it listened",
        output: ["TypeError: boom"],
      }),
    },
  );
  expect(await grader.run("boot", async (t) => void (await t.app()))).toMatchObject({
    outcome: "failed",
    failure: { saw: "the app ended with exit code 1 before it listened" },
    evidence: [{ kind: "log", line: "TypeError: boom" }],
  });
});

test("a machine that cannot start the app, or not stop it, is not the learner's fault", async () => {
  await using grader = await aRun(
    { start: [], stop: [] },
    {
      refuse: (ask) =>
        (ask.ask === "start-app" && grader.peer.heard.length === 1) || ask.ask === "stop-app"
          ? { fault: "infra", message: "no memory", output: [] }
          : undefined,
    },
  );
  expect(await grader.run("start", async (t) => void (await t.app()))).toMatchObject({
    outcome: "errored",
    error: expect.stringContaining("no memory"),
  });
  expect(await grader.run("stop", async (t) => void (await t.app()))).toMatchObject({
    outcome: "errored",
    error: "app could not be stopped: no memory",
  });
});

test("a clean-up that fails never hides a failure", async () => {
  await using grader = await aRun(
    { both: [] },
    {
      refuse: (ask) =>
        ask.ask === "stop-app" ? { fault: "infra", message: "no answer", output: [] } : undefined,
    },
  );
  const record = await grader.run("both", async (t) => {
    await t.app();
    t.fail("the real reason");
  });
  expect(record).toMatchObject({ outcome: "failed", failure: { saw: "the real reason" } });
  expect(record).toHaveProperty(
    "evidence",
    expect.arrayContaining([
      expect.objectContaining({ text: "clean-up: app could not be stopped: no answer" }),
    ]),
  );
});

test("an app that dies at a request is told in the answer, the time line and the failure", async () => {
  await using grader = await aRun(
    { dies: [] },
    { app: () => grader.peer.end("own-1", { code: 1, signal: null }) },
  );
  const record = await grader.run("dies", async (t) => {
    const app = await t.app();
    const answer = await app.get("/ping");
    t.verify(!app.running, "it runs");
    t.verify(answer.status === 200, () => `the status is ${answer.status}`);
  });
  expect(record).toMatchObject({
    outcome: "failed",
    failure: { saw: "the status is 0; besides, the app ended with exit code 1 during this check" },
    evidence: expect.arrayContaining([
      expect.objectContaining({
        kind: "http",
        error: "the connection was closed before an answer came; the app ended with exit code 1",
      }),
      expect.objectContaining({ kind: "process", text: "ended with exit code 1" }),
    ]),
  });
});

test("the end after a signal is measured from the signal", async () => {
  await using grader = await aRun({ stops: [] });
  const record = await grader.run("stops", async (t) => {
    const app = await t.app();
    await app.signal("SIGTERM");
    await pause(30);
    grader.peer.end("own-1", { code: 0, signal: null });
    const { code, afterSignalMs } = await app.exited();
    t.equal(code, 0, "the exit code");
    t.verify(afterSignalMs >= 25 && afterSignalMs < 2000, `it took ${afterSignalMs} ms`);
    const other = await t.app();
    await other.exited({ within: 10, otherwise: "it still runs" });
  });
  expect(record).toMatchObject({ outcome: "failed", failure: { saw: "it still runs" } });
});

test("of the shared app's lines a check keeps those that speak of its own ids", async () => {
  await using grader = await aRun({ shared: [] });
  const record = await grader.run("shared", async (t) => {
    const app = await t.sharedApp();
    const id = t.random.id();
    await app.post("/orders", { orderId: id });
    grader.peer.line("shared", `{"orderId":${id}}`);
    grader.peer.line("shared", '{"orderId":123456789012}');
    await t.eventually(
      () => app.logs().length === 2,
      () => "no lines",
    );
  });
  expect(record).toMatchObject({
    evidence: [{ kind: "http" }, { kind: "log", line: expect.stringMatching(/^\{"orderId":\d+\}$/) }],
  });
  expect(JSON.stringify(record)).not.toContain("123456789012");
});

test("one line to the grader serves instances whose lines come before they are known", async () => {
  await using grader = await aRun({});
  grader.peer.line("early", "first");
  await eventually(
    () => grader.suite.link.feed("early").lines.length === 1,
    () => "the line did not come",
  );
});

test("receivers of a check have names of their own and are closed with it", async () => {
  await using grader = await aRun({ sends: [] });
  const urls: string[] = [];
  const record = await grader.run("sends", async (t) => {
    for (const name of ["receiver", "receiver-2"]) {
      const receiver = await t.receiver();
      t.equal(receiver.name, name, "the name");
      urls.push(receiver.url);
    }
  });
  expect(record).toMatchObject({
    outcome: "passed",
    stimulus: urls.map((url, index) => ({
      do: "fault",
      service: index === 0 ? "receiver" : "receiver-2",
      action: "listen",
      options: { url },
    })),
  });
  for (const url of urls) await expect(fetch(url)).rejects.toThrow("fetch failed");
});

test("a check takes over the workplace of the check before it when that passed, and else makes its own", async () => {
  await using postgres = await startPostgres();
  declareHeir("first", "second");
  for (const passes of [true, false]) {
    await using grader = await aRun({ first: [], second: [] }, {}, { postgres });
    const places: Workplace[] = [];
    const first = grader.run("first", async (t) => {
      const place = await t.workplace();
      places.push(place);
      await place.database.query("INSERT INTO item VALUES (1, 'of the first')");
      place.proxy.refuse();
      t.verify(passes, "not this time");
    });
    const record = await grader.run("second", async (t) => {
      const place = await t.workplace({ env: { APP_PROFILE: "staging" } });
      places.push(place);
      t.equal((await place.database.query("SELECT id FROM item")).length, passes ? 1 : 0, "the rows");
      t.equal((await place.app.get("/")).status, 200, "the status");
      t.equal(place.proxy.counts().attempts, 0, "the attempts");
      // Connections get through again.
      await using socket = await opened(place.proxy);
      t.verify(socket.readyState === "open", "the proxy refuses");
    });
    expect(record).toMatchObject({
      outcome: "passed",
      // A replay of it starts an app of its own.
      stimulus: [
        { do: "start", app: "app", through: ["postgres"] },
        { do: "http", path: "/" },
      ],
    });
    expect((await first).outcome).toBe(passes ? "passed" : "failed");
    expect(new Set(places.map(({ app }) => app.url)).size).toBe(passes ? 1 : 2);
    expect(await checkDatabases(postgres)).toEqual([]);
    expect(asks(grader.peer.heard).filter((ask) => ask === "stop-app")).toHaveLength(passes ? 1 : 2);
  }
});

test("a workplace with Redis: databases and proxies for each tenant, handed on after a pass, emptied at the end", async () => {
  await using redis = await startRedis();
  declareHeir("fills", "reads");
  await using grader = await aRun({ fills: [], reads: [], without: [] }, {}, { redis });
  const used = new Set<number>();
  const fills = grader.run("fills", async (t) => {
    const { redis: places } = await t.workplace({
      async before({ redis: before }) {
        before.cz.proxy.refuse();
        await before.hu.set("there", "before the app");
      },
    });
    await places.cz.set("a", 1);
    t.equal(await places.hu.get("there"), "before the app", "the value");
    for (const tenant of TENANTS) used.add(places[tenant].database);
    places.all.outOfMemory();
  });
  const reads = grader.run("reads", async (t) => {
    const { app, redis: places } = await t.workplace();
    t.equal(await places.cz.get("a"), "1", "the value");
    t.equal((await app.get("/")).status, 200, "the status");
    await using socket = await opened(places.cz.proxy);
    t.verify(socket.readyState === "open", "the proxy refuses");
  });
  expect(await fills).toMatchObject({ outcome: "passed" });
  expect(await reads).toMatchObject({
    outcome: "passed",
    stimulus: [
      { do: "start", through: ["redis"], env: { REDIS_URL_CZ: expect.any(String) } },
      { do: "http" },
    ],
  });
  expect(asks(grader.peer.heard).filter((ask) => ask === "start-app")).toHaveLength(1);
  expect(JSON.stringify(await reads)).not.toContain("-secret");
  expect(used.size).toBe(5);
  const judge = await connectRedis(redis, Math.max(...used));
  expect(await judge.info("keyspace")).not.toContain("db");
  judge.disconnect();
  expect(await grader.run("without", async (t) => void (await t.workplace()).database)).toMatchObject({
    outcome: "errored",
    error: expect.stringContaining("this lab has no Postgres"),
  });
});

test("with few databases checks wait for their turn before their time counts, and nobody keeps any", async () => {
  await using redis = await startRedis(16);
  const ids = ["one", "two", "three", "four", "five"];
  declareHeir("one", "three");
  await using grader = await aRun(Object.fromEntries(ids.map((id) => [id, []])), {}, { redis });
  let atOnce = 0;
  let most = 0;
  const records = ids.map((id) =>
    grader.run(
      id,
      async (t) => {
        const { redis: places } = await t.workplace();
        most = Math.max(most, ++atOnce);
        t.equal(await places.ro.keys(), [], "what is there");
        await places.ro.set("a", id);
        await pause(200);
        atOnce -= 1;
      },
      // All five one after the other would take longer.
      { limitMs: 900 },
    ),
  );
  for (const record of await Promise.all(records)) expect(record).toMatchObject({ outcome: "passed" });
  expect(most).toBe(2);
  expect(asks(grader.peer.heard).filter((ask) => ask === "start-app")).toHaveLength(5);
});

test("a check that requires what the services lack is not judged, nor is who needs it, and neither runs", async () => {
  const base = aSuiteContext({
    free: [],
    bound: [],
    after: ["bound"],
    far: ["after"],
    bad: [],
    both: ["bad", "bound"],
  });
  const inventory = Object.fromEntries(
    Object.entries(base.inventory).map(([id, entry]) => [
      id,
      { ...entry, requires: id === "bound" ? ["redis.server" as const] : [] },
    ]),
  );
  await using grader = await aRun(
    { free: [], bound: [], after: [], far: [], bad: [], both: [] },
    {},
    { inventory, lacks: ["redis.server"] },
  );
  const ran: string[] = [];
  const run = (id: string) =>
    grader.run(id, async (t) => {
      ran.push(id);
      if (id === "bad") t.fail("as it should");
    });
  const all = await Promise.all(["free", "bound", "after", "far", "bad", "both"].map(run));
  expect(
    all.map(({ evidence: _e, stimulus: _s, failure: _f, ...rest }: Record<string, unknown>) => rest),
  ).toEqual([
    { outcome: "passed" },
    { outcome: "not-judged", capability: "redis.server" },
    { outcome: "not-judged", capability: "redis.server", because: "bound" },
    { outcome: "not-judged", capability: "redis.server", because: "after" },
    { outcome: "failed" },
    { outcome: "not-reached", because: "bad" },
  ]);
  expect(ran.sort()).toEqual(["bad", "free"]);
});

test("a check that uses what it does not require is the suite's fault, also where it hides that, and the server is not asked", async () => {
  await using redis = await startRedis();
  const { inventory } = aSuiteContext({ hides: [], says: [] });
  const said = { says: inventory.says, hides: { title: "Hides", needs: [], requires: [] } };
  await using grader = await aRun(
    { hides: [], says: [] },
    {},
    { redis, inventory: said as typeof inventory },
  );
  const setsLimit = async (t: CheckContext) => {
    const { cz } = await t.sharedRedis();
    await cz.call("config", "set", "slowlog-max-len", 7).catch(() => undefined);
  };
  const limit = async () => {
    const judge = await connectRedis(redis, 0);
    const [, value] = (await judge.call("CONFIG", "GET", "slowlog-max-len")) as string[];
    judge.disconnect();
    return value;
  };
  const before = await limit();
  expect(
    await grader.run("hides", async (t) => {
      try {
        await setsLimit(t);
      } catch {}
    }),
  ).toMatchObject({
    outcome: "errored",
    error: "it uses redis.server, which it does not require in lab.yaml",
  });
  expect(await limit()).toBe(before);
  expect(await grader.run("says", setsLimit)).toMatchObject({ outcome: "passed" });
  expect(await limit()).toBe("7");
});

test("the shared app's databases of Redis are the judge's to read", async () => {
  await using redis = await startRedis();
  await using grader = await aRun({ looks: [] }, {}, { redis });
  const record = await grader.run("looks", async (t) => {
    const shared = await t.sharedRedis();
    await shared.cz.hset("order:1", { data: "{}" });
    t.equal(await shared.cz.hgetall("order:1"), { data: "{}" }, "the order");
    t.equal(await shared.at.keys(), [], "the keys of at");
    t.equal(shared.cz.database, redis.databases.cz, "the database");
  });
  expect(record).toMatchObject({ outcome: "passed" });
});

test("checks that wait for each other are the suite's fault, at once", async () => {
  declareHeir("early", "late");
  await using grader = await aRun({ early: ["middle"], middle: ["late"], late: [] });
  for (const id of ["early", "middle", "late"])
    expect(await grader.run(id, async () => undefined)).toMatchObject({
      outcome: "errored",
      error: expect.stringContaining("these checks wait for each other: "),
    });
});

test("a workplace that nobody can take over is closed", async () => {
  await using postgres = await startPostgres();
  declareHeir("owner", "heir");
  // The heir needs what fails, is not chosen, or finds the app dead.
  for (const [checks, ends] of [
    [{ owner: [], fails: [], heir: ["fails"] }, false],
    [{ owner: [] }, false],
    [{ owner: [], heir: [] }, true],
  ] as const) {
    await using grader = await aRun(checks as unknown as Record<string, string[]>, {}, { postgres });
    const owner = grader.run("owner", async (t) => {
      await t.workplace();
    });
    if ("fails" in checks) await grader.run("fails", async (t) => t.fail("as it should"));
    await owner;
    if (ends) grader.peer.end("own-1", { code: 1, signal: null });
    if ("heir" in checks) {
      const heir = await grader.run("heir", async (t) => void (await t.workplace()));
      expect(heir.outcome).toBe(ends ? "passed" : "not-reached");
    }
    expect(await checkDatabases(postgres)).toEqual([]);
    expect(asks(grader.peer.heard).filter((ask) => ask === "stop-app")).toHaveLength(ends ? 2 : 1);
  }
});

async function checkDatabases(place: PostgresPlace): Promise<unknown[]> {
  const client = await connectJudge(place, "postgres");
  const { rows } = await client.query("SELECT datname FROM pg_database WHERE datname LIKE 'check\\_%'");
  await client.end();
  return rows;
}

async function opened({ host, port }: { host: string; port: number }): Promise<Socket & AsyncDisposable> {
  const socket = connect(port, host);
  await once(socket, "connect");
  return Object.assign(socket, { [Symbol.asyncDispose]: async () => void socket.destroy() });
}
