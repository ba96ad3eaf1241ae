import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { ownerLives } from "../../../run-id.ts";
import type { KeeperPlace, KeeperRecord } from "../place.ts";

/** Writes our record where no living keeper has one; false when one has. Whoever links its file first is the keeper. */
export function claim({ folder, record }: KeeperPlace, own: KeeperRecord): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const half = `${record}.half-${own.id}`;
  writeFileSync(half, JSON.stringify(own), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(half, record);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      if (!setAsideDead(record, own.id)) return false;
    }
  } finally {
    rmSync(half, { force: true });
  }
}

/** Takes away the record of a keeper that is gone. Of two who try, the one that got hold of a living keeper's puts it back. */
function setAsideDead(record: string, own: string): boolean {
  if (livesIn(record)) return false;
  const aside = `${record}.half-${own}.dead`;
  try {
    renameSync(record, aside);
  } catch {
    return true;
  }
  if (livesIn(aside)) {
    renameSync(aside, record);
    return false;
  }
  rmSync(aside, { force: true });
  return true;
}

function livesIn(file: string): boolean {
  try {
    return ownerLives((JSON.parse(readFileSync(file, "utf8")) as KeeperRecord).id);
  } catch {
    return false;
  }
}

/** Takes our record away, and only ours. */
export function unclaim({ record }: KeeperPlace, own: KeeperRecord): void {
  try {
    if ((JSON.parse(readFileSync(record, "utf8")) as KeeperRecord).id === own.id) rmSync(record);
  } catch {
    // Somebody cleaned up before us.
  }
}
