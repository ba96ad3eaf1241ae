import { COUNTRIES, type Country, countryOf } from "@picking-labs/domain";
import { ApiError } from "../http/index.ts";

/** The country of a path, a query or a body. @throws ApiError 404 */
export function findCountry(text: string): Country {
  const country = COUNTRIES.find((known) => known === text);
  if (country === undefined) throw new ApiError(404, "there is no such country");
  return country;
}

/** A warehouse of this country. @throws ApiError 404 */
export function findWarehouse(country: Country, text: string): number {
  const warehouseId = readId(text);
  if (warehouseId === undefined || countryOf(warehouseId) !== country)
    throw new ApiError(404, "there is no such warehouse in this country");
  return warehouseId;
}

/** The id of an order in a path. @throws ApiError 404 */
export function findOrderId(text: string): number {
  const orderId = readId(text);
  if (orderId === undefined) throw new ApiError(404, "there is no such order");
  return orderId;
}

/** An integer from 1 to 2^53 − 1 in plain digits. */
function readId(text: string): number | undefined {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}
