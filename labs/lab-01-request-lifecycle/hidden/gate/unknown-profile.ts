import { check } from "@picking-labs/test-kit";
import { told } from "../support/told.ts";

const PROFILES: [shown: string, value: string | undefined][] = [
  ["unset", undefined],
  ['""', ""],
  ['"Development"', "Development"],
  ['"dev"', "dev"],
  ['"development "', "development "],
];

check("unknown-profile", async (t) => {
  const open: string[] = [];
  let brought = "";
  for (const [shown, value] of PROFILES) {
    const app = await t.app({ env: { APP_PROFILE: value } });
    const answer = await app.get("/dev/slow?ms=1");
    if (answer.status === 404) continue;
    open.push(shown);
    brought ||= told(answer);
  }
  t.verify(
    open.length === 0,
    () =>
      `With APP_PROFILE ${open.join(" and ")} GET /dev/slow?ms=1 brought ${brought}. That is testing, where it is 404.`,
  );
});
