import type { Capability, SuiteContext } from "@picking-labs/contracts";

type Context = Pick<SuiteContext, "inventory" | "lacks">;
type Lacking = { capability: Capability; because?: string };

/** What the services lack that this check requires, or the needed check `because`; undefined when it can be judged. Needs lead to earlier checks only. */
export function lackingFor(id: string, { inventory, lacks }: Context): Lacking | undefined {
  const { requires = [], needs = [] } = inventory[id] ?? {};
  const own = requires.find((capability) => lacks.includes(capability));
  if (own !== undefined) return { capability: own };
  for (const need of needs) {
    const found = lackingFor(need, { inventory, lacks });
    if (found !== undefined) return { capability: found.capability, because: need };
  }
  return undefined;
}
