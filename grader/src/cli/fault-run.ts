import { askForFault } from "../engine/faults/index.ts";
import { plain } from "../reports/index.ts";
import type { Context } from "./context.ts";
import { faultAsked } from "./fault-request.ts";

/** `fault`: asks the running `dev` for it, and says what was done. */
export async function fault(
  { out, place }: Context,
  _flags: object,
  service: string,
  what: string,
  first?: string,
  second?: string,
): Promise<number> {
  const done = await askForFault(place.state, faultAsked(service, what, first, second));
  for (const text of done) out.write(`${plain(text)}\n`);
  return 0;
}
