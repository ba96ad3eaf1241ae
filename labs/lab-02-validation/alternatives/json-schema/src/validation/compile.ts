import { Ajv, type SchemaObject } from "ajv";
import { found, onePerPath } from "./codes.ts";
import { decimalKeyword } from "./decimal-keyword.ts";
import { instantKeyword } from "./instant-keyword.ts";
import { Invalid, type Issue } from "./invalid.ts";

type Extra = (body: unknown) => Pick<Issue, "path" | "code">[];

/** Tells everything that is wrong with a request, or gives it as it is. */
export function requestValidator<T>(schema: SchemaObject, extra: Extra): (body: unknown) => T {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  ajv.addKeyword(decimalKeyword).addKeyword(instantKeyword);
  const validate = ajv.compile(schema);
  return (body) => {
    validate(body);
    const issues = onePerPath([...(validate.errors ?? []).map(found), ...extra(body)]);
    if (issues.length > 0) throw new Invalid(issues);
    return body as T;
  };
}

/** Drops what the schema of an answer does not name; what breaks it is thrown. */
export function answerValidator(schema: SchemaObject): (answer: unknown) => unknown {
  const validate = new Ajv({ removeAdditional: "all" }).addKeyword(instantKeyword).compile(schema);
  return (answer) => {
    if (validate(answer)) return answer;
    const [first] = validate.errors ?? [];
    throw new Error(`the answer breaks its schema at "${first?.instancePath}" (${first?.keyword})`);
  };
}
