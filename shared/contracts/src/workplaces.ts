import { TENANTS } from "./tenants.ts";

/** How many checks may have Redis databases of their own at the same time: five each, beside those of the shared app. */
export function workplacesIn({ databases, databaseCount }: RedisRoom): number {
  const first = firstFreeDatabase(databases);
  return Math.max(0, Math.floor((databaseCount - first) / TENANTS.length));
}

/** Those above the shared app's are the suite's to hand out. */
export const firstFreeDatabase = (databases: RedisRoom["databases"]) =>
  Math.max(...Object.values(databases)) + 1;

type RedisRoom = { databases: Record<string, number>; databaseCount: number };

/** With so many there is one for each check that runs, and for each that is kept for the next of its line. */
export const ENOUGH_WORKPLACES = 24;
