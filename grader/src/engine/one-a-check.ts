import type { Mistake } from "../catalog/index.ts";

/**
 * Few mistakes that together make every check fail, if any does: again and again the one that fails most of the checks that
 * none of them fails yet, and of those that fail equally many the one that does the least besides.
 */
export function oneACheck(mistakes: readonly Mistake[], checks: readonly string[]): Mistake[] {
  const chosen = new Set<Mistake>();
  const sharpestFirst = mistakes.toSorted((a, b) => breadth(a) - breadth(b) || (a.name < b.name ? -1 : 1));
  let open = new Set(checks);
  for (;;) {
    const gain = ({ fails }: Mistake) => fails.filter((check) => open.has(check)).length;
    const most = Math.max(0, ...sharpestFirst.map(gain));
    const next = sharpestFirst.find((mistake) => gain(mistake) === most);
    if (most === 0 || next === undefined) return mistakes.filter((mistake) => chosen.has(mistake));
    chosen.add(next);
    open = open.difference(new Set(next.fails));
  }
}

const breadth = ({ fails, notReached, mayFail }: Mistake) =>
  fails.length + notReached.length + mayFail.length;
