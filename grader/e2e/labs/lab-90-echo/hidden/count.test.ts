import { check } from "@picking-labs/test-kit";

check("counts", async (t) => {
  const app = await t.app();
  t.equal((await app.get("/count")).json, { count: 0 }, "the count of a fresh app");
  await app.post("/echo", { text: "one" });
  await app.post("/echo", {});
  await app.post("/echo", { text: "two" });
  t.equal((await app.get("/count")).json, { count: 2 }, "the count after two echoes and one refusal");
});
