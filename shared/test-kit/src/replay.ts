import type { Step, Stimulus, SuiteContext, Tenant } from "@picking-labs/contracts";
import { replayBrokerFault } from "./amqp/index.ts";
import type { RunningApp } from "./app/index.ts";
import { check } from "./check.ts";
import type { CheckContext } from "./check-context.ts";
import { type FaultProxy, type OnceAction, tcpActions, type WireMessage } from "./fault-proxy/index.ts";
import type { JudgeSession } from "./judge-database/index.ts";
import { replayReceivers } from "./receiver/index.ts";
import { replayRedisFault } from "./redis/index.ts";
import { currentSuite } from "./suite.ts";

type Fault = Extract<Step, { do: "fault" }>;

/** What is still under way at the end gets this long to be answered. */
const TAIL_MS = 6_000;

/** Registers the one check of a replay: the recorded steps again, at their recorded pace, with nothing asserted. */
export function replaySuite(): void {
  check("replay", async (t) => {
    const { context } = await currentSuite();
    await playSteps(t, context, context.replay ?? []);
  });
}

/** Does recorded steps again, on services of the check's own. */
export async function playSteps(
  t: CheckContext,
  { env: given }: Pick<SuiteContext, "env">,
  steps: Stimulus,
): Promise<void> {
  const apps = new Map<string, RunningApp>();
  const sessions = new Map<number, Promise<JudgeSession>>();
  const underWay = new Set<Promise<unknown>>();
  const receivers = replayReceivers(() => t.receiver());
  let proxy: FaultProxy | undefined;
  let database: ReturnType<CheckContext["database"]> | undefined;
  let redis: ReturnType<CheckContext["redis"]> | undefined;
  const own = () => (database ??= t.database());
  const ownRedis = () => (redis ??= t.redis());
  let rabbitmq: ReturnType<CheckContext["rabbitmq"]> | undefined;
  const ownRabbitmq = () => (rabbitmq ??= t.rabbitmq());

  /** Goes on without waiting: a held lock or answer must not hold the steps that follow. */
  function begin(work: Promise<unknown>) {
    const settled = work
      .catch((error: Error) => t.note(error.message))
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
  }

  /** Waits for what the judge did, one after the other, and what nothing of the app can hold. */
  async function inTurn(work: Promise<unknown>): Promise<void> {
    await work.catch((error: Error) => t.note(error.message));
  }

  async function start({ app, env, through }: Extract<Step, { do: "start" }>) {
    const names = Object.keys(env);
    const usesPostgres = names.includes("DATABASE_URL");
    const rest = withoutAddresses(receivers.environment(env));
    if (through.includes("postgres")) proxy ??= await t.proxy(await own());
    const place = {
      ...(usesPostgres && { database: proxy ?? (await own()) }),
      ...(names.some((name) => name.startsWith("REDIS_URL_")) && { redis: await ownRedis() }),
      ...(names.some((name) => name.startsWith("AMQP_URL_")) && { rabbitmq: await ownRabbitmq() }),
    };
    const absent = Object.keys(given).filter((name) => !(name in env));
    const unset = Object.fromEntries(absent.map((name) => [name, undefined]));
    apps.set(app, await t.app({ env: { ...rest, ...unset }, ...place }));
  }

  async function fault(step: Fault) {
    const [service = ""] = step.service.split(".");
    if (service.startsWith("receiver")) return receivers.play(step);
    if (service === "redis") return replayRedisFault(await ownRedis(), step, begin);
    if (service === "rabbitmq") return inTurn(replayBrokerFault(await ownRabbitmq(), step, begin));
    return postgresFault(step);
  }

  async function postgresFault({ action, options }: Fault) {
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
      return begin(proxy.once(same, action.slice("once-".length) as OnceAction));
    }
    tcpActions[action]?.(proxy, options);
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
      case "redis": {
        const [name = "", ...args] = step.command;
        const place = (await ownRedis())[step.tenant as Tenant];
        return inTurn(place.call(name, ...args));
      }
      case "publish": {
        const { tenant, exchange, routingKey, base64, properties } = step;
        const place = (await ownRabbitmq())[tenant as Tenant];
        return inTurn(place.publish(exchange, routingKey, Buffer.from(base64, "base64"), properties));
      }
      case "fault":
        return fault(step);
      case "signal":
        return apps.get(step.app)?.signal(step.signal as "SIGTERM");
    }
  }

  let last: Step | undefined;
  for (const step of steps) {
    // The time an app took to start is its own; every other pause belongs to the stimulus.
    if (last && last.do !== "start") await pause(step.at - last.at);
    await perform(step);
    last = step;
  }
  await Promise.race([Promise.all(underWay), pause(TAIL_MS)]);
  await pause(300);
}

/** Addresses of the recorded run; the replay's apps get those of their own services. */
function withoutAddresses(env: Record<string, string>): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !/^(?:DATABASE_URL$|REDIS_URL_|AMQP_URL_)/.test(name));
  return Object.fromEntries(kept);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)));
