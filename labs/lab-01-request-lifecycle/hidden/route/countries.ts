import { WAREHOUSES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { told } from "../support/told.ts";

check("countries", async (t) => {
  const app = await t.sharedApp();
  const answer = await app.get("/countries");
  t.verify(answer.status === 200, () => `GET /countries brought ${told(answer)}, promised is 200.`);
  t.equal(answer.json, WAREHOUSES, "The answer of GET /countries");
});
