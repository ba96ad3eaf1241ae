import type { DataValidateFunction, FuncKeywordDefinition } from "ajv/dist/types/index.js";
import { Big } from "big.js";

/** `decimal: "positive" | "stock"`: an exact decimal, above zero or not below it. */
export const decimalKeyword: FuncKeywordDefinition = {
  keyword: "decimal",
  type: ["string", "number"],
  errors: true,
  validate: Object.assign(
    (kind: "positive" | "stock", data: string | number) => {
      const code = fault(data, kind);
      (decimalKeyword.validate as DataValidateFunction).errors =
        code === undefined ? [] : [{ keyword: "decimal", params: { code }, message: code }];
      return code === undefined;
    },
    { errors: [] as Partial<object>[] },
  ),
};

function fault(data: string | number, kind: "positive" | "stock"): string | undefined {
  const text = typeof data === "number" ? new Big(data).toFixed() : data;
  if (!/^-?(0|[1-9][0-9]*)([.][0-9]+)?$/.test(text)) return "format";
  if (/[.][0-9]{4}/.test(text)) return "precision";
  const value = new Big(text);
  const tooSmall = kind === "positive" ? value.lte(0) : value.lt(0);
  return tooSmall || value.gte(1_000_000_000) ? "range" : undefined;
}
