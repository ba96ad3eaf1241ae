import { COUNTRIES, countryOf, type Order, type Position, type Product } from "@picking-labs/domain";
import { type Check, fields, id, list, oneOf, optional, refuse, text } from "./checks.ts";

const decimal: Check<string> = (value, path) => {
  const written = text(/^(0|[1-9]\d{0,8})(\.\d{1,3})?$/)(
    typeof value === "number" ? String(value) : value,
    path,
  );
  return written.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
};

const positive: Check<string> = (value, path) => {
  const amount = decimal(value, path);
  if (amount === "0") throw refuse(path, "must be more than 0");
  return amount;
};

/** A moment with its offset, as UTC with milliseconds. */
export const instant: Check<string> = (value, path) => {
  const written = text(
    /^20\d\d-(0[1-9]|1[0-2])-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
  )(value, path);
  const [year, month, day] = written.slice(0, 10).split("-").map(Number) as [number, number, number];
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > daysInMonth) throw refuse(path, "is no real date");
  return new Date(written).toISOString();
};

const position: Check<Position> = (value, path) => {
  const { sector, storageType, available } = fields(value, path);
  return {
    sector: text(/^\P{Cc}{1,40}$/u)(sector, `${path}.sector`),
    storageType: oneOf(["MANUAL", "AUTOMATED"])(storageType, `${path}.storageType`),
    available: decimal(available, `${path}.available`),
  };
};

const product: Check<Product> = (value, path) => {
  const { productId, amount, positions } = fields(value, path);
  return {
    productId: id(productId, `${path}.productId`),
    amount: positive(amount, `${path}.amount`),
    positions: list(position, 2, ({ storageType }) => storageType)(positions, `${path}.positions`),
  };
};

/** An order from outside, or a 422 that names the first thing wrong with it. */
export function checkOrder(value: unknown): Order {
  const { orderId, warehouseId, prioritizationTime, country, note, products } = fields(value, "order");
  const warehouse = id(warehouseId, "warehouseId");
  const home = countryOf(warehouse);
  if (home === undefined) throw refuse("warehouseId", "there is no such warehouse");
  if ((optional(oneOf(COUNTRIES))(country, "country") ?? home) !== home)
    throw refuse("country", "the warehouse stands in another one");
  return {
    orderId: id(orderId, "orderId"),
    warehouseId: warehouse,
    prioritizationTime: instant(prioritizationTime, "prioritizationTime"),
    country: home,
    note: optional(text(/^.{0,200}$/s))(note, "note"),
    products: list(product, 500, ({ productId }) => productId)(products, "products"),
  };
}
