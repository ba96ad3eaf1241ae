import { expect } from "vitest";
import { flat, test } from "./support/index.ts";

test("After a failed check replay does the same to the app as it is now and shows the exchange", async ({
  place,
}) => {
  await place.run("grade", "lab-90", "--target", "mistake:trims", "--seed", "gate");
  const then = await place.run("replay", "echo-exact", "--target", "mistake:trims");
  const text = flat(then.stdout);
  expect(text).toContain("Replaying echo-exact …");
  expect(text).toMatch(/Then it was seen: the answer of POST \/echo/);
  expect(text).toMatch(
    /POST \/echo {"text":" \\"quoted\\"\\t'single' "} → 200 {"text":"\\"quoted\\"\\t'single'"}/,
  );
  expect(text).toContain("Nothing was judged.");
  expect(then.code).toBe(0);

  const mended = await place.run("replay", "echo-exact", "--target", "solution");
  expect(flat(mended.stdout)).toMatch(/→ 200 {"text":" \\"quoted\\"\\t'single' "}/);
});

test("A check with a database and a proxy is replayed with both", async ({ place }) => {
  await place.run("grade", "lab-91", "--target", "mistake:away-is-500");
  const { code, stdout } = await place.run("replay", "away-is-503", "--target", "mistake:away-is-500");
  const text = flat(stdout);
  expect(text).toContain("postgres: new connections are refused from now on");
  expect(text).toMatch(/POST \/items {"id":2,"name":"away"} → 500/);
  expect(code).toBe(0);
});

test("A check that passed, and one that nobody knows, cannot be replayed: exit 2", async ({ place }) => {
  await place.run("grade", "lab-90", "--target", "mistake:trims");
  const passed = await place.run("replay", "echo-answers");
  expect(passed.stderr).toContain('"echo-answers" did not fail when lab-90-echo was last graded.');
  const unknown = await place.run("replay", "echo-exakt");
  expect(unknown.stderr).toContain('No check "echo-exakt" is on record as failed. Did you mean echo-exact?');
  expect([passed.code, unknown.code]).toEqual([2, 2]);
});
