import { GraderError } from "../errors.ts";
import { type Accesses, type Address, connectionStrings } from "./connection-strings.ts";
import { fillIn } from "./fill-in.ts";

/**
 * The lab's environment with the run's own connection strings in it.
 * @throws GraderError when the manifest asks for a value that there is none of
 */
export function appEnvironment(
  env: Record<string, string>,
  accesses: Accesses,
  doors?: ReadonlyMap<string, Address>,
): Record<string, string> {
  const values = connectionStrings(accesses, { doors });
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      fillIn(value, values, (placeholder) => unknownPlaceholder(name, placeholder, [...values.keys()])),
    ]),
  );
}

function unknownPlaceholder(name: string, placeholder: string, known: string[]): GraderError {
  const list = known.length === 0 ? "it asks for no services" : `its services give ${known.join(", ")}`;
  return new GraderError(
    "manifest-broken",
    `lab.yaml sets ${name} to ${placeholder}, which nothing stands for: ${list}.`,
  );
}
