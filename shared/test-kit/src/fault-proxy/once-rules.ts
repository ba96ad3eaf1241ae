import { CheckFailure } from "../check-failure.ts";
import type { Recorder } from "../evidence/index.ts";
import { clip } from "../show.ts";
import type { MatchedRule } from "./connection.ts";
import type { OnceAction, TcpFaultProxy, WireMessage } from "./fault-proxy.ts";

type Rule = MatchedRule & { match(message: WireMessage): boolean; matched(message: WireMessage): void };

const LIMIT_MS = 10_000;
const SQL_SHOWN = 500;

/** What waits for one message of the app, each rule for its first match. */
export class OnceRules {
  readonly #rules = new Set<Rule>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #service: string;
  readonly #recorder: () => Recorder;

  constructor(service: string, recorder: () => Recorder) {
    this.#service = service;
    this.#recorder = recorder;
  }

  /** Resolves when the action has happened. */
  arm(...[match, action, options = {}]: Parameters<TcpFaultProxy["once"]>): Promise<void> {
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
  take(message: WireMessage): MatchedRule | undefined {
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
  #record(match: Rule["match"], action: OnceAction, done: () => void): Rule {
    const options: { type?: string; text?: string } = {};
    this.#recorder().did({ do: "fault", service: this.#service, action: `once-${action}`, options });
    return {
      match,
      action,
      matched: ({ type, text, statement }) => Object.assign(options, { type, text: text ?? statement }),
      happened: () => {
        const what = clip(options.text ?? String(options.type), SQL_SHOWN);
        this.#recorder().see({ kind: "fault", service: this.#service, text: `${TEXTS[action]}: ${what}` });
        done();
      },
    };
  }
}

const TEXTS: Record<OnceAction, string> = {
  "cut-before": "cut the connection before this reached the service",
  "cut-after-answer-arrives": "the service answered this, then the connection was cut before the app heard",
  "hold-answer": "the service answered this and the answer is held",
};
