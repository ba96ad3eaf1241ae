import { expect } from "vitest";
import { check } from "../index.ts";

// Out of order on purpose: the needed checks come last.
check("after-bad", async () => undefined);
check("after-good", async (t) => t.note(`drawn ${t.random.integer(1, 1_000_000)}`));
check("not-chosen", async (t) => t.fail("it ran"));
check("odd", async () => {
  throw new TypeError("of the suite's own making");
});
check("assertion", async () => expect({ rows: 1 }).toEqual({ rows: 2 }));
check("bad", async (t) => {
  const app = await t.sharedApp();
  const answer = await app.get("/ping");
  t.equal(answer.status, 204, "the status of GET /ping");
});
check("good", async (t) => {
  const app = await t.sharedApp();
  t.equal((await app.get("/ping")).json, { status: "ok" }, "the answer of GET /ping");
});
