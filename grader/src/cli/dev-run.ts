import { plain } from "../reports/index.ts";
import { serviceChoice } from "../services/choice/index.ts";
import type { Context } from "./context.ts";
import type { DevFlags } from "./dev.ts";
import { begunText } from "./dev-text.ts";
import { logLine } from "./log-line.ts";
import { needsOwnServers } from "./needs-own-servers.ts";
import { provideServers } from "./provide-servers.ts";

/** `dev`: until it is stopped; the exit code is then that of the signal. */
export async function dev(context: Context, flags: DevFlags, typed: string): Promise<number> {
  const { out, place, signal, env } = context;
  const services = serviceChoice(flags.services, env);
  if (await needsOwnServers(services)) await provideServers(context, flags, typed);
  const { runDev } = await import("../engine/dev/index.ts");
  out.write(`Running ${typed} …\n`);
  // What is piped on is for a program: it gets the app's lines as they are.
  const pretty = Boolean(process.stdout.isTTY) || out.colour;
  await runDev({
    ...{ place, lab: typed, port: flags.port, inspect: flags.inspect, services, signal },
    on: {
      told: (text) => out.write(`${plain(text)}\n`),
      begun: (session) => out.write(begunText(session)),
      line: (line) => out.write(`${pretty ? logLine(line, out.colour) : plain(line)}\n`),
    },
  });
  return 0;
}
