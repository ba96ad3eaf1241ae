import { type Country, WAREHOUSES } from "@picking-labs/domain";

export const orderKey = (orderId: number) => `order:${orderId}`;
export const warehouseKey = (warehouseId: number) => `warehouse:${warehouseId}:orders`;
export const setsOf = (country: Country) => WAREHOUSES[country].map(warehouseKey);
