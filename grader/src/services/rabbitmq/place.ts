import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRunId, ownerLives, type RunId } from "../../run-id.ts";

/** Raised with every change of what keeper and grader say to each other: a keeper of older code is then not met, and ends idle. */
const PROTOCOL = 2;

/** Files of the keeper in one checkout's state: two checkouts have two keepers. */
export type KeeperPlace = { folder: string; record: string; log: string };

export function keeperPlace(state: string): KeeperPlace {
  const folder = join(state, "services");
  const name = `rabbitmq-${PROTOCOL}`;
  return { folder, record: join(folder, `${name}.json`), log: join(folder, `${name}.log`) };
}

/** Whose keeper it is, and the folder of its sockets: a path of its own, since a socket's may have a hundred characters only. */
export type KeeperRecord = { id: RunId; sockets: string };

export const socketsOf = ({ sockets }: KeeperRecord) => ({
  control: join(sockets, "c"),
  amqp: join(sockets, "a"),
  management: join(sockets, "m"),
});

/** The record of a keeper that lives. */
export function readRecord({ record }: KeeperPlace): KeeperRecord | undefined {
  try {
    const { id, sockets } = JSON.parse(readFileSync(record, "utf8")) as Partial<KeeperRecord>;
    if (typeof id !== "string" || !isRunId(id) || typeof sockets !== "string") return undefined;
    return ownerLives(id) ? { id, sockets } : undefined;
  } catch {
    return undefined;
  }
}
