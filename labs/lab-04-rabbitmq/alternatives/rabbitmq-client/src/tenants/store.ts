import { type Country, type Order, WAREHOUSES, type Workload } from "@picking-labs/domain";
import { createClient, ErrorReply } from "redis";
import { problem } from "../http/problem.ts";
import type { Log } from "../log.ts";
import type { EngineEvent } from "./read-event.ts";
import { END, PREDICT, PUT } from "./scripts.ts";

const CONNECT_MS = 2_000;
/** A caller of HTTP hears 503 after this. */
const ANSWER_MS = 2_500;
const DAY_SECONDS = 86_400;
const STREAM = "engine:applied";

export type Store = Awaited<ReturnType<typeof openStore>>;

/** One tenant's Redis. Every event is one script: Redis carries it out whole, and carrying it out again changes nothing. */
export async function openStore(url: string, country: Country, log: Log) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1_000) * (0.6 + Math.random() * 0.4),
    },
  });
  const tried = Promise.withResolvers<void>();
  let isSaid = false;
  client.on("error", ({ message }: Error) => {
    tried.resolve();
    if (!isSaid) log("warn", "Redis is away", { country, reason: message });
    isSaid = true;
  });
  client.on("ready", () => {
    isSaid = false;
    tried.resolve();
  });
  void client.connect().catch(() => undefined); // told by "error"; it goes on trying
  await tried.promise;

  const warehouses = WAREHOUSES[country].map(waiting);

  async function apply(event: EngineEvent): Promise<void> {
    const { type, occurredAt } = event;
    if (type === "PREDICTED") {
      const keys = [capacityOf(event.warehouseId), `engine:warehouse:${event.warehouseId}`, STREAM];
      const args = [String(event.warehouseId), String(event.capacity), type, occurredAt];
      await client.eval(PREDICT, { keys, arguments: args });
    } else if ("order" in event) {
      const { order } = event;
      const keys = [...keysOf(order.orderId), waiting(order.warehouseId), ...warehouses];
      const args = [String(order.orderId), JSON.stringify(order), String(scoreOf(order)), type, occurredAt];
      await client.eval(PUT, { keys, arguments: args });
    } else {
      const keys = [...keysOf(event.orderId), ...warehouses];
      const args = [String(event.orderId), type, occurredAt, String(DAY_SECONDS)];
      await client.eval(END, { keys, arguments: args });
    }
  }

  /** What else the warehouse has to do before this order. */
  async function workload(order: Order): Promise<Workload> {
    const asked = Promise.all([
      client.zRangeWithScores(waiting(order.warehouseId), "-inf", `(${scoreOf(order)}`, { BY: "SCORE" }),
      client.get(capacityOf(order.warehouseId)),
    ]);
    const [earlier, capacity] = await Promise.race([asked, silence()]).catch((error: Error) => {
      throw problem(503, error.message);
    });
    const others = earlier.filter(
      ({ value, score }) => value !== String(order.orderId) && scoreOf(order) - score >= 0.0005,
    );
    return { load: others.length, capacity: capacity === null ? undefined : Number(capacity) };
  }

  return { apply, workload, close: () => client.destroy() };
}

export const saidNo = (error: unknown): error is Error => error instanceof ErrorReply;

const keysOf = (orderId: number) => [`order:${orderId}`, `engine:order:${orderId}`, STREAM];
const waiting = (warehouseId: number) => `warehouse:${warehouseId}:orders`;
const capacityOf = (warehouseId: number) => `warehouse:${warehouseId}:capacity`;
const scoreOf = (order: Order) => Date.parse(order.prioritizationTime) / 1000;

function silence(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("Redis says nothing")), ANSWER_MS).unref();
  });
}
