import { resolve } from "node:path";
import { isolateEarly } from "./isolate.ts";

// Node opens a debugger on this signal, and an app may send it to whoever started it: verdicts are made in this process.
process.on("SIGUSR1", () => {});
// What the runtime warns of is for maintainers.
if (process.env.PICKING_LABS_TRACE !== "1") process.removeAllListeners("warning");
const root = resolve(import.meta.dirname, "../../..");
await isolateEarly(process.argv.slice(2), process.env, root);
const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli({
  args: process.argv.slice(2),
  root,
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});
// What a slow reader has not taken yet must not be lost; a reader that went away is an error, which ends the waiting too.
for (const stream of [process.stdout, process.stderr])
  if (stream.writableLength > 0) await new Promise((resolve) => stream.write("", resolve));
// A late socket or timer of a suite must not hold the terminal: everything of ours is closed by now.
process.exit();
