import { COUNTRIES, type Country, countryOf, type StorageType } from "@picking-labs/domain";
import type { Place } from "../parsing/place.ts";
import { readDecimal, type Thousandths } from "./decimal.ts";
import { readInstant } from "./instant.ts";

export const STORAGE_TYPES: readonly StorageType[] = ["MANUAL", "AUTOMATED"];

type Position = {
  sector: string | undefined;
  storageType: StorageType | undefined;
  available: Thousandths | undefined;
};
type Product = {
  productId: number | undefined;
  amount: Thousandths | undefined;
  positions: (Position | undefined)[];
};
/** An order; every field is there when no issue was noted. */
export type Order = {
  orderId: number | undefined;
  prioritizationTime: string | undefined;
  note: string | undefined;
  products: (Product | undefined)[];
};

export const readOrder =
  (requireNote: boolean) =>
  (place: Place): Order | undefined => {
    const field = place.fields();
    if (field === undefined) return undefined;
    const [note, country, warehouse] = [field("note"), field("country"), field("warehouseId")];
    const order = {
      orderId: field("orderId").id(),
      prioritizationTime: readInstant(field("prioritizationTime")),
      note: note.absent && !requireNote ? undefined : note.text(0, 200),
      products: readProducts(field("products")),
    };
    checkCountry(warehouse, country);
    return order;
  };

function checkCountry(warehouse: Place, named: Place): void {
  const warehouseId = warehouse.id();
  const country: Country | undefined = named.absent ? undefined : named.oneOf(COUNTRIES);
  if (warehouseId === undefined) return;
  const home = countryOf(warehouseId);
  if (home === undefined) warehouse.bad("enum");
  else if (country !== undefined && country !== home) named.bad("mismatch");
}

function readProducts(place: Place): (Product | undefined)[] {
  const seen = new Set<number>();
  return (place.list(1, 500) ?? []).map((item) => {
    const field = item.fields();
    if (field === undefined) return undefined;
    const productId = field("productId").id();
    if (productId !== undefined && seen.has(productId)) field("productId").bad("duplicate");
    if (productId !== undefined) seen.add(productId);
    return {
      productId,
      amount: readDecimal(field("amount"), 1n),
      positions: readPositions(field("positions")),
    };
  });
}

function readPositions(place: Place): (Position | undefined)[] {
  const places = place.list(1, 2) ?? [];
  const positions = places.map(readPosition);
  const [first, second] = positions;
  const same = first?.storageType !== undefined && first.storageType === second?.storageType;
  if (positions.length === 2 && same) places[1]?.fields()?.("storageType").bad("duplicate");
  return positions;
}

function readPosition(place: Place): Position | undefined {
  const field = place.fields();
  if (field === undefined) return undefined;
  const sector = field("sector").text(1, 40);
  if (sector !== undefined && /\p{Cc}/u.test(sector)) field("sector").bad("format");
  return {
    sector,
    storageType: field("storageType").oneOf(STORAGE_TYPES),
    available: readDecimal(field("available"), 0n),
  };
}
