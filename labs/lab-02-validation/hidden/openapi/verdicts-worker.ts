import { parentPort, workerData } from "node:worker_threads";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Answered, Asked } from "./verdicts.ts";

const DOCUMENT = "document";
const MOST_NODES = 100_000;
/** OpenAPI 3.0 has them as booleans beside the limit, JSON Schema as the limit itself. */
const EXCLUSIVE = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

parentPort?.postMessage(judge(workerData as Asked));

function judge({ document, version, pointer, samples }: Asked): Answered {
  try {
    // Formats of strings are no part of what is compared.
    const options = { strict: false, validateFormats: false, validateSchema: false, logger: false } as const;
    const ajv = version === "3.1" ? new Ajv2020(options) : new Ajv(options);
    const { $schema: _, ...schemas } = (version === "3.1" ? document : asJsonSchema(document)) as Record<
      string,
      unknown
    >;
    ajv.addSchema({ ...schemas, $id: DOCUMENT });
    const validate = ajv.compile({ $ref: `${DOCUMENT}${pointer}` });
    return { verdicts: samples.map((sample) => validate(sample) === true) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** The document with the keywords of OpenAPI 3.0 that mean something else in JSON Schema. */
function asJsonSchema(document: unknown): unknown {
  let nodes = 0;
  const walk = (value: unknown): unknown => {
    nodes += 1;
    if (nodes > MOST_NODES) throw new Error("it is larger than any description of this app has to be");
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return translated(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)])));
  };
  return walk(document);
}

function translated(schema: Record<string, unknown>): Record<string, unknown> {
  const result = { ...schema };
  for (const [exclusive, limit] of EXCLUSIVE) {
    const flag = result[exclusive];
    if (typeof flag !== "boolean") continue;
    delete result[exclusive];
    if (!flag || typeof result[limit] !== "number") continue;
    result[exclusive] = result[limit];
    delete result[limit];
  }
  // Only where a type stands may null be allowed on top of a list of values.
  if (result.nullable === true && Array.isArray(result.enum)) result.enum = [...result.enum, null];
  return result;
}
