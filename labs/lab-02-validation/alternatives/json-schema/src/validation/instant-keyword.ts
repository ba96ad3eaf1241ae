import type { FuncKeywordDefinition } from "ajv/dist/types/index.js";

const SHAPE = /^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** `instant: true`: a moment of a real date with its offset. */
export const instantKeyword: FuncKeywordDefinition = {
  keyword: "instant",
  type: "string",
  validate: (_: true, text: string) => SHAPE.test(text) && isReal(text),
};

/** Written again by `Date` without its offset, a real moment looks as it did. */
function isReal(text: string): boolean {
  const local = text.slice(0, 19);
  const [hours, minutes] = [/[+-]([01]\d|2[0-3]):[0-5]\d$/.test(text), text.endsWith("Z")];
  const moment = new Date(`${local}Z`);
  return (hours || minutes) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(local);
}
