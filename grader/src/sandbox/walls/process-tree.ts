import type { Usage } from "../group.ts";

/**
 * The app below a bubblewrap: that has one child, process 1 of the inside, which starts the supervisor, which starts the
 * app. Whoever loses its parent becomes a child of process 1 as well, but in another group than bubblewrap's.
 */
export function appOf(bubblewrap: number, all: readonly Usage[]): number | undefined {
  const first = childIn(bubblewrap, bubblewrap, all);
  return first === undefined ? undefined : appBelow(first, bubblewrap, all);
}

/** The app below process 1 of the inside, which is in `group` as the supervisor is. */
export function appBelow(first: number, group: number, all: readonly Usage[]): number | undefined {
  const supervisor = childIn(group, first, all);
  return supervisor === undefined ? undefined : all.find(({ parent }) => parent === supervisor)?.pid;
}

const childIn = (group: number, parent: number, all: readonly Usage[]): number | undefined =>
  all.find((usage) => usage.parent === parent && usage.group === group)?.pid;

/** A process with everything that came of it; inside of bubblewrap nothing gets away from that. */
export function descendants(pid: number, all: readonly Usage[]): Usage[] {
  const found = all.filter((usage) => usage.pid === pid);
  for (let at = 0; at < found.length; at++)
    found.push(...all.filter(({ parent }) => parent === found[at]?.pid));
  return found;
}
