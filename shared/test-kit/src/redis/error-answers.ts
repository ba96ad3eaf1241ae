import type { Recorder } from "../evidence/index.ts";
import { type CommandFlags, mayDo } from "./command-kinds.ts";
import type { RedisFaults, RedisMessage } from "./redis-proxy.ts";

const OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";
const READ_ONLY = "READONLY You can't write against a read only replica.";

/** The error answers of one proxy, not told to anybody. */
export type BareErrors = Pick<RedisFaults, "answerError" | "outOfMemory" | "readOnly" | "answerNormally">;

/** Which commands are answered with an error instead of being done. */
export class ErrorAnswers implements BareErrors {
  readonly #flags: CommandFlags;
  #rule: { error: string; only(message: RedisMessage): boolean; times: number } | undefined;

  constructor(flags: CommandFlags) {
    this.#flags = flags;
  }

  refusal(message: RedisMessage): string | undefined {
    const rule = this.#rule;
    if (rule === undefined || message.setup || rule.times === 0 || !rule.only(message)) return undefined;
    rule.times -= 1;
    return rule.error;
  }

  answerError: BareErrors["answerError"] = (
    error,
    { only = () => true, times = Number.POSITIVE_INFINITY } = {},
  ) => {
    if (/[\r\n]/.test(error)) throw new Error("an error of Redis is one line");
    this.#rule = { error, only, times };
  };

  outOfMemory(): void {
    this.answerError(OUT_OF_MEMORY, { only: (message) => mayDo(this.#flags.denyOutOfMemory, message) });
  }

  readOnly(): void {
    this.answerError(READ_ONLY, { only: (message) => mayDo(this.#flags.write, message) });
  }

  answerNormally(): void {
    this.#rule = undefined;
  }
}

/** Error answers of several proxies at once, as one step of the stimulus and one entry of the time line. */
export function recordedErrors(
  service: string,
  recorder: () => Recorder,
  proxies: readonly BareErrors[],
): BareErrors {
  function fault(action: string, text: string, options: Record<string, unknown> = {}): void {
    recorder().did({ do: "fault", service, action, options });
    recorder().see({ kind: "fault", service, text });
  }

  return {
    answerError(error, { only = () => true, times } = {}) {
      // A predicate cannot be stored: the step tells which commands it chose.
      const commands: string[] = [];
      function noting(message: RedisMessage): boolean {
        const chosen = only(message);
        if (chosen && !commands.includes(message.command)) commands.push(message.command);
        return chosen;
      }
      const limit = times === undefined ? {} : { times };
      for (const proxy of proxies) proxy.answerError(error, { only: noting, ...limit });
      fault("answer-error", `commands are answered with "${error}" from now on`, {
        error,
        commands,
        ...limit,
      });
    },
    outOfMemory() {
      for (const proxy of proxies) proxy.outOfMemory();
      fault("out-of-memory", `whatever may need memory is answered with "${OUT_OF_MEMORY}" from now on`);
    },
    readOnly() {
      for (const proxy of proxies) proxy.readOnly();
      fault("read-only", `whatever may write is answered with "${READ_ONLY}" from now on`);
    },
    answerNormally() {
      for (const proxy of proxies) proxy.answerNormally();
      fault("answer-normally", "no command is answered with an error any more");
    },
  };
}
