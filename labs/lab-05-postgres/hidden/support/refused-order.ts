import type { Order } from "@picking-labs/domain";
import type { Random } from "@picking-labs/test-kit";
import { plainOrder } from "./plain-order.ts";
import { REFUSED_SECTOR } from "./refuse-rows.ts";

/** An order with four products, the last of which Postgres refuses. */
export function refusedOrder(random: Random): Order {
  const order = plainOrder(random, { products: 4 });
  for (const position of order.products.at(-1)?.positions ?? []) position.sector = REFUSED_SECTOR;
  return order;
}
