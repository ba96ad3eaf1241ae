import { BroadcastChannel } from "node:worker_threads";
import type { GraderMessage, SuiteMessage, Surroundings } from "@picking-labs/contracts";
import { GraderError } from "../errors.ts";
import type { AppEvent, AppHost } from "./app-host.ts";

/** Of what apps say before the suite listens; a flood keeps its end. */
const EARLY_KEPT = 5_000;

export type Opening = {
  surroundings: Promise<Surroundings>;
  host: Promise<AppHost>;
  /** Everything but the surroundings is answered after it. */
  ready: Promise<unknown>;
};

/** The grader's end of the line to its suites: open at once, so that a suite may load while services and apps still start. */
export function openLink(channel: string, { surroundings, host: hosting, ready }: Opening): Disposable {
  const line = new BroadcastChannel(channel);
  const verdicts = new Map<string, { settled: Promise<boolean>; settle: (passed: boolean) => void }>();
  const verdictOf = (check: string) => {
    let entry = verdicts.get(check);
    if (!entry) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      entry = { settled: promise, settle: resolve };
      verdicts.set(check, entry);
    }
    return entry;
  };
  let closed = false;
  const send = (message: GraderMessage) => {
    if (!closed) line.postMessage(message);
  };
  // A channel keeps nothing for who comes later, and an app may speak before the suite is loaded.
  let early: AppEvent[] | undefined = [];
  const tell = (event: AppEvent) => send({ to: "suite", ...event });
  const hold = (event: AppEvent) => {
    if (early === undefined) return tell(event);
    early.push(event);
    if (early.length > EARLY_KEPT) early.shift();
  };
  const suiteListens = () => {
    early?.forEach(tell);
    early = undefined;
  };
  hosting.then(
    (host) => host.onEvent(hold),
    () => {},
  );

  async function answer(message: Extract<SuiteMessage, { id: string }>): Promise<unknown> {
    if (message.ask === "surroundings") return surroundings;
    await ready;
    const host = await hosting;
    switch (message.ask) {
      case "verdicts": {
        const passed = await Promise.all(message.checks.map((check) => verdictOf(check).settled));
        return Object.fromEntries(message.checks.map((check, index) => [check, passed[index]]));
      }
      case "shared-app":
        return host.shared();
      case "start-app":
        return host.start(message.request);
      case "signal-app":
        return host.signal(message.instance, message.signal);
      case "stop-app":
        return host.stop(message.instance);
    }
  }

  line.onmessage = async (event) => {
    const message = (event as MessageEvent).data as SuiteMessage;
    if (message.to !== "grader") return;
    suiteListens();
    if (message.ask === "settled") return verdictOf(message.check).settle(message.passed);
    try {
      send({ to: "suite", id: message.id, ok: true, value: await answer(message) });
    } catch (error) {
      const fault = error instanceof GraderError && error.exit === 3 ? "app" : "infra";
      const [happened = "", ...output] = (error as Error).message.split("\n");
      send({ to: "suite", id: message.id, ok: false, fault, message: happened, output });
    }
  };
  return {
    [Symbol.dispose]() {
      closed = true;
      line.close();
    },
  };
}
