import type { Decision } from "@picking-labs/domain";

/** How sure we are of a decision. For the experiment of the planners in March. */
export function score({ products }: Decision): number {
  const sectors = new Set(Object.values(products));
  return 1 / sectors.size;
}
