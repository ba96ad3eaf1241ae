import type { Place } from "../parsing/place.ts";
import { type Order, readOrder } from "./read-order.ts";

export const readOrders =
  (requireNote: boolean) =>
  (place: Place): Order[] | undefined => {
    const orders = place.fields()?.("orders").list(1, 100)?.map(readOrder(requireNote));
    return orders?.filter((order) => order !== undefined);
  };
