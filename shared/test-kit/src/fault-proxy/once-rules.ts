import { CheckFailure } from "../check-failure.ts";
import type { Recorder } from "../evidence/index.ts";
import type { TcpFaultProxy } from "./faults.ts";
import type { MatchedRule, Protocol } from "./wire.ts";

type Rule<M, Action extends string> = MatchedRule<Action> & {
  match(message: M): boolean;
  matched(message: M): void;
};

const LIMIT_MS = 10_000;

/** What waits for one message, each rule for its first match. */
export class OnceRules<M, Action extends string> {
  readonly #rules = new Set<Rule<M, Action>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #service: string;
  readonly #protocol: Protocol<M, Action>;
  readonly #recorder: () => Recorder;

  constructor(service: string, protocol: Protocol<M, Action>, recorder: () => Recorder) {
    this.#service = service;
    this.#protocol = protocol;
    this.#recorder = recorder;
  }

  /** Resolves when the action has happened. */
  arm(...[match, action, options = {}]: Parameters<TcpFaultProxy<M, Action>["once"]>): Promise<void> {
    const { within = LIMIT_MS } = options;
    const { otherwise = `the app did not send within ${within / 1000} s what this check waits for` } =
      options;
    const done = Promise.withResolvers<void>();
    const rule = this.#record(match, action, done.resolve);
    const timer = setTimeout(() => {
      this.#rules.delete(rule);
      done.reject(new CheckFailure(otherwise));
    }, within);
    this.#timers.add(timer);
    this.#rules.add(rule);
    const happened = done.promise.finally(() => clearTimeout(timer));
    // A check that fails before it waits for this must not leave a rejection behind.
    happened.catch(() => undefined);
    return happened;
  }

  /** The rule that waited for this message; it waits no longer. */
  take(message: M): MatchedRule<Action> | undefined {
    if (this.#rules.size === 0) return undefined;
    const rule = [...this.#rules].find(({ match }) => match(message));
    if (rule === undefined) return undefined;
    this.#rules.delete(rule);
    rule.matched(message);
    return rule;
  }

  /** Nothing is waited for any more. */
  clear(): void {
    this.#rules.clear();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** The step tells what was matched as soon as that is known: a predicate cannot be stored. */
  #record(match: (message: M) => boolean, action: Action, done: () => void): Rule<M, Action> {
    const options: Record<string, unknown> = {};
    const service = this.#service;
    let what = "";
    this.#recorder().did({ do: "fault", service, action: `once-${action}`, options });
    return {
      match,
      action,
      matched: (message) => {
        const met = this.#protocol.describe(message);
        what = met.text;
        Object.assign(options, met.options);
      },
      happened: () => {
        const text = `${this.#protocol.actions[action]}: ${what}`;
        this.#recorder().see({ kind: "fault", service, text });
        done();
      },
    };
  }
}
