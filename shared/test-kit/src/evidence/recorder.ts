import { AsyncLocalStorage } from "node:async_hooks";
import type { Capability, Evidence, Step, Stimulus } from "@picking-labs/contracts";
import { repeatsLeftOut, type Tagged } from "./repeats.ts";
import { evidenceThatFits, stepsThatFit } from "./trimming.ts";

type Untimed<T> = T extends { at: number } ? Omit<T, "at"> : never;

/** A line of an app that other checks use at the same time counts only when it speaks of this check's ids. */
type Item = Tagged<Evidence> & { shared?: boolean };

/** What one check saw (evidence) and did (stimulus), by the clock of the check: ms since it began. */
export class Recorder {
  readonly #began = performance.now();
  readonly #evidence: Item[] = [];
  readonly #steps: Tagged<Step>[] = [];
  /** Which poll the current code belongs to: its repeats need not all be kept. */
  readonly #poll = new AsyncLocalStorage<object>();

  readonly #required: readonly Capability[] | undefined;
  readonly #undeclared = new Set<Capability>();

  /** @param required what may be used of the services; all of it when not given */
  constructor(required?: readonly Capability[]) {
    this.#required = required;
  }

  /**
   * To be told before the judge uses what not every server allows.
   * @throws Error when the check does not require it in lab.yaml
   */
  uses(capability: Capability): void {
    if (this.#required?.includes(capability) ?? true) return;
    this.#undeclared.add(capability);
    throw new Error(`it uses ${capability}, which it does not require in lab.yaml`);
  }

  /** What was used without right, also where the check went on. */
  get undeclared(): Capability[] {
    return [...this.#undeclared];
  }

  now(): number {
    return round(performance.now() - this.#began);
  }

  /** From ms since the epoch, as the grader gives them. */
  fromEpoch(epochMs: number): number {
    return round(epochMs - performance.timeOrigin - this.#began);
  }

  /** The returned object may be completed later, by whoever added it. */
  see<E extends Untimed<Evidence>>(item: E, at = this.now(), { shared = false } = {}): E & { at: number } {
    const value = { ...item, at };
    this.#evidence.push({ value: value as unknown as Evidence, poll: this.#poll.getStore(), shared });
    return value;
  }

  did<S extends Untimed<Step>>(step: S): S & { at: number } {
    const value = { ...step, at: this.now() };
    this.#steps.push({ value: value as unknown as Step, poll: this.#poll.getStore() });
    return value;
  }

  /** Runs one probe of a poll; `poll` is the same object for all of its probes. */
  probing<T>(poll: object, probe: () => T): T {
    return this.#poll.run(poll, probe);
  }

  finish(): { evidence: Evidence[]; stimulus: Stimulus } {
    const steps = repeatsLeftOut(this.#steps);
    const ids = new Set(JSON.stringify(steps).match(LONG_IDS));
    const ours = this.#evidence.filter(
      ({ shared, value }) => !shared || (value.kind === "log" && mentions(value.line, ids)),
    );
    const stimulus = stepsThatFit(steps);
    const evidence = repeatsLeftOut(ours);
    if (stimulus.length < steps.length)
      evidence.push({
        kind: "note",
        at: this.now(),
        text: `Only the first ${stimulus.length} of ${steps.length} steps are kept for a replay.`,
      });
    return { evidence: evidenceThatFits(evidence), stimulus };
  }
}

/** Ids as the generators draw them: too long to stand in a line by chance. */
const LONG_IDS = /\b(?:\d{7,16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;

function mentions(line: string, ids: ReadonlySet<string>): boolean {
  return line.match(LONG_IDS)?.some((id) => ids.has(id)) ?? false;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
