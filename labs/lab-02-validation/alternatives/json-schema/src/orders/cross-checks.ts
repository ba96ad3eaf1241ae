import { COUNTRIES, WAREHOUSES } from "@picking-labs/domain";

type Found = { path: string; code: string };
type Loose = { [key: string]: unknown };

/** Rules that read several fields of an order that may be anything. */
export function crossChecks(body: unknown, prefix: string): Found[] {
  const order = loose(body);
  return [
    ...warehouse(order).map((each) => ({ ...each, path: prefix + each.path })),
    ...products(order).map((each) => ({ ...each, path: prefix + each.path })),
  ];
}

function warehouse({ warehouseId, country }: Loose): Found[] {
  if (!isId(warehouseId)) return [];
  const home = COUNTRIES.find((each) => (WAREHOUSES[each] as readonly unknown[]).includes(warehouseId));
  if (home === undefined) return [{ path: "warehouseId", code: "enum" }];
  const known = (COUNTRIES as unknown[]).includes(country);
  return known && country !== home ? [{ path: "country", code: "mismatch" }] : [];
}

function products(order: Loose): Found[] {
  const list = array(order.products).map(loose);
  const ids = list.map(({ productId }) => productId);
  return list.flatMap(({ productId, positions }, index) => {
    const types = array(positions).map((each) => loose(each).storageType);
    const twice = isId(productId) && ids.indexOf(productId) < index;
    const alike =
      types.length === 2 && types[0] === types[1] && (types[0] === "MANUAL" || types[0] === "AUTOMATED");
    return [
      ...(twice ? [{ path: `products.${index}.productId`, code: "duplicate" }] : []),
      ...(alike ? [{ path: `products.${index}.positions.1.storageType`, code: "duplicate" }] : []),
    ];
  });
}

const isId = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;

const loose = (value: unknown): Loose =>
  typeof value === "object" && value !== null ? (value as Loose) : {};

const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
