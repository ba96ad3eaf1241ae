import { countryOf, type Order } from "@picking-labs/domain";
import { Decimal } from "decimal.js";
import { refusal } from "../refusals.ts";
import type { OrderBody } from "./order-body.ts";

/** The order of a body, with exact amounts; throws 422 where two fields do not go together. */
export function readOrder(body: OrderBody): Order {
  const home = countryOf(body.warehouseId);
  demand(home !== undefined, "there is no such warehouse");
  demand(body.country === undefined || body.country === home, "the warehouse stands in another country");
  demand(isRealDay(body.prioritizationTime), "prioritizationTime is no real date");
  demand(areDifferent(body.products.map(({ productId }) => productId)), "a product stands there twice");

  const { orderId, warehouseId, note } = body;
  return {
    ...{ orderId, warehouseId, note },
    country: home,
    prioritizationTime: new Date(body.prioritizationTime).toISOString(),
    products: body.products.map(({ productId, amount, positions }) => {
      demand(
        areDifferent(positions.map(({ storageType }) => storageType)),
        "two positions are of one storage type",
      );
      demand(!new Decimal(amount).isZero(), "an amount is zero");
      return {
        productId,
        amount: exact(amount),
        positions: positions.map(({ sector, storageType, available }) => ({
          sector,
          storageType,
          available: exact(available),
        })),
      };
    }),
  };
}

function demand(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw refusal(422, otherwise);
}

function areDifferent(values: unknown[]): boolean {
  return new Set(values).size === values.length;
}

function exact(amount: string | number): string {
  const decimal = new Decimal(amount);
  demand(decimal.decimalPlaces() <= 3 && decimal.lt(1e9), "an amount has too many digits");
  return decimal.abs().toFixed();
}

export function isRealDay(instant: string): boolean {
  const [year, month, day] = instant.slice(0, 10).split("-").map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
