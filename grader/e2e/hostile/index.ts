import { answering } from "./answering.ts";
import { building } from "./building.ts";
import { database } from "./database.ts";
import { ending } from "./ending.ts";
import { exhausting } from "./exhausting.ts";
import { forging } from "./forging.ts";
import type { HostileApp } from "./hostile-app.ts";
import { judging } from "./judging.ts";
import { reading } from "./reading.ts";

export { expectedWith, type HostileApp, type Level, type Verdict } from "./hostile-app.ts";

export const hostileApps: readonly HostileApp[] = [
  ...ending,
  ...forging,
  ...reading,
  ...building,
  ...exhausting,
  ...answering,
  ...judging,
  ...database,
];
