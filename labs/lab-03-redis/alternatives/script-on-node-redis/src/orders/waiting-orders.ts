import { type Country, type Order, WAREHOUSES } from "@picking-labs/domain";
import type { Patient } from "../redis/index.ts";

const hash = (orderId: number) => `order:${orderId}`;
const set = (warehouseId: number) => `warehouse:${warehouseId}:orders`;
const seconds = (instant: string) => (Date.parse(instant) / 1000).toFixed(3);
const milliseconds = (score: number) => Math.round(score * 1000);

/** The orders of one country that wait in its Redis. */
export class WaitingOrders {
  readonly #ask: Patient;
  readonly #warehouses: readonly number[];

  constructor(country: Country, ask: Patient) {
    this.#ask = ask;
    this.#warehouses = WAREHOUSES[country];
  }

  async put(order: Order): Promise<void> {
    const at = this.#warehouses.indexOf(order.warehouseId) + 1;
    const [score, data] = [seconds(order.prioritizationTime), JSON.stringify(order)];
    await this.#ask((client) =>
      client.place(hash(order.orderId), this.#warehouses.map(set), String(order.orderId), at, score, data),
    );
  }

  takeAway(orderId: number): Promise<boolean> {
    return this.#ask(async (client, tries) => {
      const there = await client.place(hash(orderId), this.#warehouses.map(set), String(orderId), 0, "0", "");
      return there || tries > 0;
    });
  }

  /** All of them leave in one piece: the client writes what one turn of the event loop has asked for. */
  texts(orderIds: readonly number[]): Promise<(string | null)[]> {
    return this.#ask((client) => Promise.all(orderIds.map((id) => client.hGet(hash(id), "data"))));
  }

  async inOrder(warehouseId: number): Promise<{ orderId: number; prioritizationTime: string }[]> {
    const members = await this.#ask((client) => client.zRangeWithScores(set(warehouseId), 0, -1));
    return members
      .map(({ value, score }) => ({ orderId: Number(value), ms: milliseconds(score) }))
      .sort((one, other) => one.ms - other.ms || one.orderId - other.orderId)
      .map(({ orderId, ms }) => ({ orderId, prioritizationTime: new Date(ms).toISOString() }));
  }

  async before(warehouseId: number, time: string, limit: number): Promise<number[]> {
    const flat = await this.#ask((client) => client.nearestBefore(set(warehouseId), seconds(time), limit));
    const found: { orderId: number; ms: number }[] = [];
    for (let index = 0; index < flat.length; index += 2)
      found.push({ orderId: Number(flat[index]), ms: milliseconds(Number(flat[index + 1])) });
    return found
      .sort((one, other) => other.ms - one.ms || one.orderId - other.orderId)
      .slice(0, limit)
      .map(({ orderId }) => orderId);
  }
}
