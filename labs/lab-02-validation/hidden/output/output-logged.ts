import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
import { ABSENT, withAt } from "../support/at-path.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import type { JsonObject } from "../support/json.ts";
import { told } from "../support/told.ts";
import { developmentApp } from "./development.ts";

/** Besides staging, under which the shared app runs. */
const PROFILES: [shown: string, value: string][] = [
  ["production", "production"],
  ["Development, which is testing,", "Development"],
];

check("output-logged", async (t) => {
  const app = await developmentApp(t);
  const errors = () => app.logs().filter(({ json }) => json?.level === "error").length;
  const right = answerTo(canonicalOrder(t.random)) as JsonObject;
  const good = await app.post("/dev/decision", right);
  t.verify(
    good.status === 200,
    () => `POST /dev/decision with a right answer ${told(good)}. Promised is 200.`,
  );
  t.verify(errors() === 0, "POST /dev/decision with a right answer brought a log line of level error.");
  const answer = await app.post("/dev/decision", withAt(right, "products", ABSENT));
  expectRefusal(t, "POST /dev/decision without products", answer, 500);
  await t.eventually(
    () => errors() > 0,
    () => "POST /dev/decision without products was answered 500, and no log line of level error came.",
  );

  for (const { text, stream, json } of app.logs())
    if (stream === "stdout") {
      const complete = json !== undefined && "time" in json && "msg" in json;
      t.verify(
        complete && ["info", "warn", "error"].includes(String(json.level)),
        `A log line is ${text.slice(0, 160)}; promised is a JSON object with time, level ("info", "warn" or "error") and msg.`,
      );
    }

  const staging = await t.sharedApp();
  expectRefusal(t, "POST /dev/decision under staging", await staging.post("/dev/decision", right), 404);
  const others = await allInOrder(PROFILES.map(([, value]) => t.app({ env: { APP_PROFILE: value } })));
  for (const [index, app] of others.entries()) {
    const what = `POST /dev/decision under ${PROFILES[index]?.[0]}`;
    expectRefusal(t, what, await app.post("/dev/decision", right), 404);
  }
});
