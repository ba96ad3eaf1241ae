import { type Country, type Order, WAREHOUSES, type Workload } from "@picking-labs/domain";
import type { FastifyBaseLogger } from "fastify";
import { Redis, ReplyError } from "ioredis";
import { refusal } from "../refusals.ts";
import type { EngineEvent } from "./event.ts";

const ANSWER_MS = 3_000;

/**
 * One script for all events. What is not newer, or comes after the end, changes nothing; so it may be sent again at will, and
 * commands that were under way when the connection broke simply are.
 * KEYS: memory, stream. (One Redis and no cluster: the changes name their keys themselves.)
 * ARGV: field and id of the entry, type, occurredAt, "1" when it is final, then the changes as one JSON list.
 */
const APPLY = `
local memory = redis.call('HMGET', KEYS[1], 'at', 'final')
if memory[2] then return 0 end
local final = ARGV[5] == '1'
if not final and memory[1] and memory[1] >= ARGV[4] then return 0 end
redis.call('HSET', KEYS[1], 'at', ARGV[4])
if final then
  redis.call('HSET', KEYS[1], 'final', '1')
  redis.call('EXPIRE', KEYS[1], 86400)
end
for _, change in ipairs(cjson.decode(ARGV[6])) do redis.call(unpack(change)) end
redis.call('XADD', KEYS[2], '*', ARGV[1], ARGV[2], 'type', ARGV[3], 'occurredAt', ARGV[4])
return 1`;

export type TenantRedis = Awaited<ReturnType<typeof openTenantRedis>>;

export async function openTenantRedis(url: string, country: Country, log: FastifyBaseLogger) {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    // Commands wait for as long as Redis is away: whoever has to answer sets a limit.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000) - Math.floor(Math.random() * 50),
  });
  redis.on("error", () => undefined);
  redis.on("close", () => log.warn({ country }, "no connection to Redis"));
  const firstTry = redis.connect().catch(() => undefined);
  await Promise.race([firstTry, later(ANSWER_MS)]);

  const queueOf = (warehouseId: number) => `warehouse:${warehouseId}:orders`;
  const leave = (orderId: number) => WAREHOUSES[country].map((id) => ["ZREM", queueOf(id), String(orderId)]);

  function changes(event: EngineEvent): string[][] {
    if (event.type === "PREDICTED")
      return [["SET", `warehouse:${event.warehouseId}:capacity`, String(event.capacity)]];
    const key = `order:${event.orderId}`;
    if (event.order === undefined) return [["DEL", key], ...leave(event.orderId)];
    const { order } = event;
    return [
      ["HSET", key, "data", JSON.stringify(order)],
      ...leave(order.orderId),
      ["ZADD", queueOf(order.warehouseId), seconds(order), String(order.orderId)],
    ];
  }

  async function apply(event: EngineEvent): Promise<void> {
    const isPrediction = event.type === "PREDICTED";
    const [field, id] = isPrediction ? ["warehouseId", event.warehouseId] : ["orderId", event.orderId];
    const isFinal = !isPrediction && event.order === undefined;
    await redis.eval(
      APPLY,
      2,
      `engine:${field}:${id}`,
      "engine:applied",
      field as string,
      String(id),
      event.type,
      event.occurredAt,
      isFinal ? "1" : "0",
      JSON.stringify(changes(event)),
    );
  }

  async function workload(order: Order): Promise<Workload> {
    const asked = redis
      .multi()
      .zrangebyscore(queueOf(order.warehouseId), "-inf", Number(seconds(order)) - 0.0005)
      .get(`warehouse:${order.warehouseId}:capacity`)
      .exec();
    asked.catch(() => undefined);
    const answers = await Promise.race([asked, later(ANSWER_MS)]);
    if (!answers) throw refusal(503, "Redis does not answer");
    const [[, earlier], [, capacity]] = answers as [[Error | null, string[]], [Error | null, string | null]];
    const load = earlier.filter((id) => id !== String(order.orderId)).length;
    return capacity === null ? { load } : { load, capacity: Number(capacity) };
  }

  return { apply, workload, end: () => redis.disconnect() };
}

export function isRefusal(error: unknown): error is Error {
  return error instanceof ReplyError;
}

const seconds = ({ prioritizationTime }: Order) => String(Date.parse(prioritizationTime) / 1000);

function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds).unref();
  });
}
