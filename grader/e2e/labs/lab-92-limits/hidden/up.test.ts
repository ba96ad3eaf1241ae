import { check } from "@picking-labs/test-kit";

check("says-up", async (t) => {
  const app = await t.sharedApp();
  t.equal((await app.get("/")).json, { up: true }, "the answer of GET /");
});

check("works", async (t) => {
  const app = await t.app();
  for (const time of ["first", "second"]) {
    const { status, error } = await app.get("/work", { timeoutMs: 50_000 });
    t.verify(status === 200, `the ${time} GET /work was not answered: ${error ?? status}`);
  }
});
