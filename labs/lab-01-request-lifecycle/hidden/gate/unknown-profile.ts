import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { told } from "../support/told.ts";

/** One more unknown name stands in `same-404`. */
const PROFILES: [shown: string, value: string | undefined][] = [
  ["unset", undefined],
  ["empty", ""],
  ['"Development"', "Development"],
  ['"development "', "development "],
];

check("unknown-profile", async (t) => {
  const apps = await allInOrder(PROFILES.map(([, value]) => t.app({ env: { APP_PROFILE: value } })));
  const open: string[] = [];
  let brought = "";
  for (const [index, app] of apps.entries()) {
    const answer = await app.get("/dev/slow?ms=1");
    if (answer.status === 404) continue;
    open.push(PROFILES[index]?.[0] ?? "");
    brought ||= told(answer);
  }
  t.verify(
    open.length === 0,
    () =>
      `With APP_PROFILE ${open.join(" and with APP_PROFILE ")}, GET /dev/slow?ms=1 brought ${brought}. Promised: such a profile counts as testing, where this path is 404.`,
  );
});
