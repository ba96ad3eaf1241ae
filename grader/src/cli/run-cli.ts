import { asGraderError } from "../errors.ts";
// Its own entrance: all of the catalog takes a while to load.
import { placeOf } from "../place.ts";
import type { Output } from "../reports/index.ts";
import { onInterrupt } from "./interrupt.ts";

type World = {
  args: string[];
  root: string;
  env: NodeJS.ProcessEnv;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
};

const USAGE = 2;

/** Runs one command and returns its exit code. */
export async function runCli({ args, root, env, stdout, stderr }: World): Promise<number> {
  const interrupt = onInterrupt(() => stderr.write("\nStopping … Once more stops at once.\n"));
  // A reader that went away, as `head` does, ends our output, not our clean-up.
  for (const stream of [stdout, stderr]) stream.on("error", () => {});
  const [{ run }, { app }] = await Promise.all([import("@stricli/core"), import("./app.ts")]);
  let wrote = false;
  const onStdout = outputTo(stdout, env);
  const out: Output = {
    ...onStdout,
    write(text) {
      wrote = true;
      onStdout.write(text);
    },
  };
  const err = outputTo(stderr, env);
  const fake: { exitCode?: number | string | null; stdout: typeof stdout; stderr: typeof stderr } = {
    stdout,
    stderr,
  };
  let failure: { thrown: unknown } | undefined;
  const failed = (thrown: unknown) => {
    failure = { thrown };
  };
  try {
    await run(app, args, {
      process: fake,
      place: placeOf(root, env),
      out,
      err,
      signal: interrupt.signal,
      env,
      failed,
    });
    if (failure) throw failure.thrown;
    const code = Number(fake.exitCode ?? 0);
    // The library's own codes for words it does not know are negative.
    return code < 0 ? USAGE : code;
  } catch (thrown) {
    const stopped = interrupt.exitCode();
    if (stopped !== undefined) {
      err.write("Stopped. Everything that was started has been ended; no attempt was counted.\n");
      return stopped;
    }
    return tellError(thrown, {
      out,
      err,
      // A report that is out already stays the only JSON on stdout.
      json: args.includes("--json") && !wrote,
      trace: env.PICKING_LABS_TRACE === "1",
    });
  } finally {
    interrupt[Symbol.dispose]();
  }
}

function tellError(
  thrown: unknown,
  { out, err, json, trace }: { out: Output; err: Output; json: boolean; trace: boolean },
): number {
  const error = asGraderError(thrown);
  const { code, message, cure, exit } = error;
  if (json) out.write(`${JSON.stringify({ error: { code, message, cure } })}\n`);
  err.write(`${message}\n${cure}\n`);
  if (trace) err.write(`${(error.cause as Error | undefined)?.stack ?? error.stack}\n`);
  return exit;
}

function outputTo(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Output {
  const wanted = !env.NO_COLOR && (Boolean(env.FORCE_COLOR) || (stream.isTTY && env.TERM !== "dumb"));
  return {
    write: (text) => void stream.write(text),
    colour: Boolean(wanted),
    columns: stream.columns ?? 100,
  };
}
