import { chmodSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { Checkout, type Ended, ended } from "./testing/checkout.ts";

const received = ({ stdout }: Ended) => JSON.parse(stdout) as { args: string[]; cwd: string };

test("The first run installs, says so apart from the output, and runs the command in the repository", async () => {
  using checkout = new Checkout();
  const run = await checkout.run(["grade", "lab-05"]);
  expect(run.stderr).toMatch(/^First run: installing .*\nInstalled in \d+ s\.\n/);
  expect(received(run)).toEqual({ args: ["grade", "lab-05"], cwd: checkout.root });
  expect(run.code).toBe(0);
});

test("A second run installs nothing and says nothing", async () => {
  using checkout = new Checkout();
  await checkout.run(["grade"]);
  const run = await checkout.run(["grade"], "fails");
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(checkout.installations()).toHaveLength(1);
});

test("Arguments arrive as they were typed, whatever is in them", async () => {
  using checkout = new Checkout();
  const odd = ["a b", "", "$HOME", "*", "'single'", '"double"', "back\\slash", "line\nbreak", "č", "-x=1"];
  expect(received(await checkout.run(["grade", ...odd])).args).toEqual(["grade", ...odd]);
});

test.each([
  { what: "its own exit code", args: ["exit", "3"], code: 3 },
  { what: "128 + 9 after death by SIGKILL", args: ["die"], code: 137 },
])("A command that ends badly gives $what", async ({ args, code }) => {
  using checkout = new Checkout();
  expect((await checkout.run(["grade", ...args])).code).toBe(code);
});

test.each<[string, (checkout: Checkout) => void]>([
  ["the lock file changed", (checkout) => checkout.write("pnpm-lock.yaml", "other")],
  ["a package's dependencies changed", (checkout) => checkout.write("labs/lab-01/package.json", "{}")],
  ["a package was added", (checkout) => checkout.write("labs/lab-02/package.json", "{}")],
  ["a package's folder of libraries is gone", (checkout) => checkout.remove("labs/lab-01/node_modules")],
  ["all libraries are gone", (checkout) => checkout.remove("node_modules")],
  [
    "the note of the last installation is damaged",
    (checkout) => checkout.write("node_modules/.picking-labs.json", "{"),
  ],
])("When %s, the next run installs once more", async (_what, change) => {
  using checkout = new Checkout();
  await checkout.run(["grade"]);
  change(checkout);
  expect((await checkout.run(["grade"])).code).toBe(0);
  expect((await checkout.run(["grade"])).code).toBe(0);
  expect(checkout.installations()).toHaveLength(2);
});

test("Tools of maintainers are left out until one of their commands is run, and then kept", async () => {
  using checkout = new Checkout();
  await checkout.run(["grade"]);
  expect(checkout.installations().at(-1)).toContain("--filter=!@picking-labs/scripts");
  expect((await checkout.run(["test"])).stdout).toBe("the gate\n");
  expect(checkout.installations().at(-1)).not.toContain("--filter");
  await checkout.run(["grade"]);
  expect(checkout.installations()).toHaveLength(2);
});

test("An installation without network ends with code 4 and the reason, and the next run repeats it", async () => {
  using checkout = new Checkout();
  const run = await checkout.run(["grade"], "fails");
  expect(run).toMatchObject({ code: 4, stdout: "" });
  expect(run.stderr).toContain("The package registry cannot be reached.");
  expect((await checkout.run(["grade"])).code).toBe(0);
});

test("An installation that the package manager calls complete although a binary is missing has failed", async () => {
  using checkout = new Checkout();
  expect(await checkout.run(["grade"], "loses-a-binary")).toMatchObject({ code: 4, stdout: "" });
  expect((await checkout.run(["grade"])).code).toBe(0);
  expect(checkout.installations()).toHaveLength(2);
});

test.each([
  { what: "lacks the repository's own Node", installer: "forgets-node-once" },
  { what: "is refused by the package manager, as after another user's", installer: "refuses-once" },
] as const)("An installation that $what is thrown away and started over", async ({ installer }) => {
  using checkout = new Checkout();
  checkout.write("labs/lab-01/node_modules/left-over", "");
  const run = await checkout.run(["grade"], installer);
  expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining("Starting over.") });
  expect(checkout.installations()).toHaveLength(2);
  expect(checkout.has("labs/lab-01/node_modules/left-over")).toBe(false);
});

test("Two first runs at once install once, and both go on", async () => {
  using checkout = new Checkout();
  const runs = await Promise.all([checkout.run(["grade"], "is-slow"), checkout.run(["grade"], "is-slow")]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(runs.filter(({ stderr }) => stderr.includes("Another terminal"))).toHaveLength(1);
  expect(checkout.installations()).toHaveLength(1);
});

test("A run that was killed while installing does not keep the next one waiting", async () => {
  using checkout = new Checkout();
  const child = checkout.start(["grade"], "hangs", { detached: true, stdio: "ignore" });
  await vi.waitUntil(() => existsSync(join(dirname(checkout.root), "hanging")), 10_000);
  process.kill(-Number(child.pid), "SIGKILL");
  await ended(child);
  expect(checkout.has(".labs/install.lock")).toBe(true);
  expect((await checkout.run(["grade"])).code).toBe(0);
});

test("A signal during an installation ends it, frees the checkout and gives 128 + the signal's number", async () => {
  using checkout = new Checkout();
  const child = checkout.start(["grade"], "hangs");
  const end = ended(child);
  const hanging = join(dirname(checkout.root), "hanging");
  await vi.waitUntil(() => existsSync(hanging), 10_000);
  await delay(50); // the installer is up; its number is written a moment after its file appears
  child.kill("SIGTERM");
  expect(await end).toMatchObject({ code: 143, stderr: expect.stringContaining("Stopped.") });
  expect(() => process.kill(Number(readFileSync(hanging, "utf8")), 0)).toThrow("ESRCH");
  expect(checkout.has(".labs/install.lock")).toBe(false);
});

test("A checkout that may not be written and needs an installation is refused with the reason", async () => {
  using checkout = new Checkout();
  const isRoot = process.getuid?.() === 0; // who may write everywhere, so somebody else runs it
  if (!isRoot) chmodSync(checkout.root, 0o555);
  const run = await checkout.run(["grade"], "works", isRoot ? { uid: 65_534 } : {});
  if (!isRoot) chmodSync(checkout.root, 0o755);
  expect(run).toMatchObject({ code: 4, stderr: expect.stringContaining("may not write there") });
});

test("A machine without npm is told to install it", async () => {
  using checkout = new Checkout();
  const run = await checkout.run(["grade"], "works", { env: { PATH: "/nowhere" } });
  expect(run).toMatchObject({ code: 4, stderr: expect.stringContaining("npx was not found") });
});

test("No command at all is a question, with code 2", async () => {
  using checkout = new Checkout();
  expect(await checkout.run([])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("npm run grade lab-05"),
  });
});
