import { WAREHOUSES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";

check("countries", async (t) => {
  const app = await t.sharedApp();
  const answer = await app.get("/countries");
  t.equal(answer.status, 200, "the status of GET /countries");
  t.equal(answer.json, WAREHOUSES, "the answer of GET /countries");
});
