import { buildCommand, type CommandBuilderArguments } from "@stricli/core";
import type { Context } from "./context.ts";

type Run<Flags, Args extends readonly unknown[]> = (
  context: Context,
  flags: Flags,
  ...args: Args
) => Promise<number>;
type Parameters_<
  Flags extends Readonly<Partial<Record<keyof Flags, unknown>>>,
  Args extends readonly unknown[],
> = CommandBuilderArguments<Flags, Args, Context>["parameters"];

/** A command whose code is loaded when it is asked for; it returns its exit code, and what it throws is worded by the CLI. */
export function command<
  Flags extends Readonly<Partial<Record<keyof Flags, unknown>>>,
  Args extends readonly (string | undefined)[],
>(brief: string, parameters: Parameters_<Flags, Args>, load: () => Promise<Run<Flags, Args>>) {
  return buildCommand<Flags, Args, Context>({
    parameters,
    docs: { brief },
    loader: async () =>
      async function (this: Context, flags: Flags, ...args: Args) {
        try {
          this.process.exitCode = await (await load())(this, flags, ...args);
        } catch (thrown) {
          this.failed(thrown);
        }
      },
  });
}
