import type { ChildProcess } from "node:child_process";
import { expect, test } from "vitest";
import { Checkout, type Ended, ended } from "../testing/checkout.ts";

const lifetime = "1500"; // ms that the command lives on, so that a second copy of a signal would be seen

/** Starts a command through the start script, waits until it listens, and sends. */
async function whatArrives(child: ChildProcess, send: () => void): Promise<Ended> {
  const end = ended(child);
  child.stdout?.once("data", send);
  return await end;
}

async function installed(): Promise<Checkout> {
  const checkout = new Checkout();
  await checkout.run(["grade"]);
  return checkout;
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s to the start script alone reaches the command once, and its exit code comes back",
  async (signal) => {
    using checkout = await installed();
    const child = checkout.start(["grade", "wait", lifetime]);
    const { code, stdout } = await whatArrives(child, () => child.kill(signal));
    expect(stdout).toBe(`ready\n${signal}\n`);
    expect(code).toBe(7);
  },
);

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s to the whole process group, as a terminal or a supervisor sends it, reaches the command once",
  async (signal) => {
    using checkout = await installed();
    const child = checkout.start(["grade", "wait", lifetime], "works", { detached: true });
    const { code, stdout } = await whatArrives(child, () => process.kill(-Number(child.pid), signal));
    expect(stdout).toBe(`ready\n${signal}\n`);
    expect(code).toBe(7);
  },
);

test("Two signals, sent apart, arrive as two", async () => {
  using checkout = await installed();
  const child = checkout.start(["grade", "wait", lifetime]);
  const { stdout } = await whatArrives(child, () => {
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGTERM"), 300);
  });
  expect(stdout).toBe("ready\nSIGINT\nSIGTERM\n");
});

test.runIf(process.platform === "linux")(
  "Ctrl-C on a terminal reaches the command once, although npm above repeats it",
  async () => {
    using checkout = await installed();
    // script(1) gives its command a terminal; a byte 3 typed there is Ctrl-C. The program is the real npm.
    const command = `npm run --silent grade -- wait ${lifetime}`;
    const child = checkout.spawn("script", ["-qefc", command, "/dev/null"], "works", {
      stdio: ["pipe", "pipe", "pipe"],
      env: { PATH: `${process.env.PATH}` },
    });
    const { stdout } = await whatArrives(child, () => child.stdin?.write("\x03"));
    expect(stdout.match(/SIG\w+/g)).toEqual(["SIGINT"]);
  },
);
