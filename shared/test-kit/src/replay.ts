import type { Step, Stimulus, SuiteContext } from "@picking-labs/contracts";
import type { RunningApp } from "./app/index.ts";
import { check } from "./check.ts";
import type { CheckContext } from "./check-context.ts";
import type { FaultProxy, WireMessage } from "./fault-proxy/index.ts";
import type { JudgeSession } from "./judge-database/index.ts";
import { replayReceivers } from "./receiver/index.ts";
import { currentSuite } from "./suite.ts";

/** What is still under way at the end gets this long to be answered. */
const TAIL_MS = 6_000;

/** Registers the one check of a replay: the recorded steps again, at their recorded pace, with nothing asserted. */
export function replaySuite(): void {
  check("replay", async (t) => {
    const { context } = await currentSuite();
    await createPlayer(t, context).play(context.replay ?? []);
  });
}

function createPlayer(t: CheckContext, { env: given }: SuiteContext) {
  const apps = new Map<string, RunningApp>();
  const sessions = new Map<number, Promise<JudgeSession>>();
  const underWay = new Set<Promise<unknown>>();
  const receivers = replayReceivers(() => t.receiver());
  let proxy: FaultProxy | undefined;
  let database: ReturnType<CheckContext["database"]> | undefined;
  const own = () => (database ??= t.database());

  /** Goes on without waiting: a held lock or answer must not hold the steps that follow. */
  function begin(work: Promise<unknown>) {
    const settled = work
      .catch((error: Error) => t.note(error.message))
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
  }

  async function start({ app, env, through }: Extract<Step, { do: "start" }>) {
    const usesPostgres = "DATABASE_URL" in env;
    const { DATABASE_URL: _recorded, ...rest } = receivers.environment(env);
    if (through.includes("postgres")) proxy ??= await t.proxy(await own());
    const place = usesPostgres ? { database: proxy ?? (await own()) } : {};
    const absent = Object.keys(given).filter((name) => !(name in env));
    const unset = Object.fromEntries(absent.map((name) => [name, undefined]));
    apps.set(app, await t.app({ env: { ...rest, ...unset }, ...place }));
  }

  async function fault({ action, options }: Extract<Step, { do: "fault" }>) {
    if (action === "sql-in-session" || action === "end-session") {
      const number = Number(options.session);
      const opened = sessions.get(number) ?? own().then((place) => place.session());
      sessions.set(number, opened);
      const session = await opened;
      if (action === "end-session") return session.end();
      return begin(session.query(String(options.text), options.values as unknown[]));
    }
    if (action === "kill-sessions") return void (await (await own()).killSessions());
    proxy ??= await t.proxy(await own());
    if (action.startsWith("once-")) {
      if (options.type === undefined) return;
      const same = ({ type, text, statement }: WireMessage) =>
        type === options.type && (text ?? statement) === options.text;
      return begin(proxy.once(same, action.slice("once-".length) as Parameters<FaultProxy["once"]>[1]));
    }
    proxyActions[action]?.(proxy, options);
  }

  async function perform(step: Step) {
    switch (step.do) {
      case "start":
        return start(step);
      case "http": {
        const { app, method, path, headers, body } = step;
        const target = apps.get(app);
        if (target) begin(target.request(method, path, { headers, body }));
        return;
      }
      case "sql":
        return begin((await own()).query(step.text, step.values));
      case "fault":
        return step.service.startsWith("receiver") ? receivers.play(step) : fault(step);
      case "signal":
        return apps.get(step.app)?.signal(step.signal as "SIGTERM");
    }
  }

  return {
    async play(steps: Stimulus) {
      let last: Step | undefined;
      for (const step of steps) {
        // The time an app took to start is its own; every other pause belongs to the stimulus.
        if (last && last.do !== "start") await pause(step.at - last.at);
        await perform(step);
        last = step;
      }
      await Promise.race([Promise.all(underWay), pause(TAIL_MS)]);
      await pause(300);
    },
  };
}

const proxyActions: Record<string, (proxy: FaultProxy, options: Record<string, unknown>) => void> = {
  cut: (proxy) => proxy.cut(),
  refuse: (proxy) => proxy.refuse(),
  allow: (proxy) => proxy.allow(),
  "hold-answers": (proxy) => proxy.holdAnswers(),
  "hold-requests": (proxy) => proxy.holdRequests(),
  release: (proxy) => proxy.release(),
  delay: (proxy, { ms }) => proxy.delay(Number(ms)),
};

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)));
