import { expect } from "vitest";
import { flat, GOOD_ANSWER, goodApp, server, test } from "./support/index.ts";

test("An app that ignores SIGTERM and leaves children in its own and in another group is graded and ends whole", async ({
  place,
}) => {
  const { code, stdout } = await place.grade(
    goodApp(`import { spawn } from "node:child_process";
process.on("SIGTERM", () => {});
for (const detached of [true, false])
  spawn("sh", ["-c", "trap '' TERM; while :; do sleep 1; done"], { detached, stdio: "inherit" });`),
  );
  expect(stdout).toContain("Score 100 of 100");
  expect(code).toBe(0);
});

test("An app that ends later has the check that it ended in failed, with its last words in the time line", async ({
  place,
}) => {
  const { code, stdout } = await place.grade(
    server(
      `if (request.url !== "/work") return ${GOOD_ANSWER} setTimeout(() => { throw new TypeError("went wrong later"); }, 5);`,
    ),
  );
  const text = flat(stdout);
  expect(text).toContain("✓ passed The app says that it is up");
  expect(text).toMatch(/Seen the first GET \/work was not answered: .*the app ended with exit code 1/);
  expect(text).toContain("app wrote on stderr: TypeError: went wrong later");
  expect(code).toBe(1);
});

const HUNGRY =
  "const kept = []; for (;;) { kept.push(Buffer.alloc(2e7, 1)); await new Promise((resolve) => setTimeout(resolve, 20)); }";
const FLOOD = 'for (;;) { process.stdout.write("x".repeat(5000)); await new Promise(setImmediate); }';

test.for([
  ["memory", HUNGRY],
  ["processor time", "for (;;);"],
  ["output", FLOOD],
] as const)(
  "An app that uses more %s than its lab allows is ended, and its check fails with the reason",
  async ([what, work], { place }) => {
    const { code, stdout } = await place.grade(
      server(`if (request.url === "/work") void (async () => { ${work} })(); else ${GOOD_ANSWER}`),
    );
    const text = flat(stdout);
    expect(text).toContain("✓ passed The app says that it is up");
    expect(text).toContain("✗ failed The app does its work");
    expect(text).toMatch(new RegExp(`the app was ended because it used more ${what}`));
    expect(code).toBe(1);
  },
);

test("Terminal escapes and direction marks in an app's lines and answers stand harmless in the report", async ({
  place,
}) => {
  const { stdout } = await place.grade(
    `console.log("\\u001b[31mred\\u001b[0m \\u001b]0;title\\u0007 \\u202egnp.exe \\u009b2J bell\\u0007 back\\b\\r");
    ${server(`if (request.url === "/work") response.writeHead(500).end("\\u001b[2Jclear \\u202e"); else ${GOOD_ANSWER}`)}`,
  );
  expect(stdout).toContain("app logged: red");
  expect(stdout).toContain("500 clear");
  expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
});
