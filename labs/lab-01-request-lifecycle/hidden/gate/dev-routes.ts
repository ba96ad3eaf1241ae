import { check } from "@picking-labs/test-kit";
import { told } from "../support/told.ts";

/** A timer may be early by the fraction of a millisecond that its clock does not show. */
const EARLY_MS = 10;

check("dev-routes", async (t) => {
  const app = await t.sharedApp();
  const slow = async (ms: number) => {
    const path = `/dev/slow?ms=${ms}`;
    const answer = await app.get(path);
    t.verify(answer.status === 200, () => `GET ${path} brought ${told(answer)}, promised is 200.`);
    t.equal(answer.json, { ms }, `The answer of GET ${path}`);
    t.verify(
      answer.ms >= ms - EARLY_MS,
      () => `GET ${path} was answered after ${Math.round(answer.ms)} ms, which is too soon.`,
    );
  };
  const longest = slow(5000);
  longest.catch(() => undefined);
  await slow(0);
  await slow(250);
  const boom = await app.get("/dev/boom");
  t.verify(boom.status === 500, () => `GET /dev/boom brought ${told(boom)}, promised is 500.`);
  await longest;
});
