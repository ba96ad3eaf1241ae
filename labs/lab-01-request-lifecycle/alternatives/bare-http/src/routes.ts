import type { IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { decide, WAREHOUSES } from "@picking-labs/domain";
import { readOrder } from "./order.ts";
import type { Outbox } from "./outbox.ts";
import { readJson } from "./read-json.ts";
import { Refusal } from "./refusal.ts";
import type { Profile } from "./settings.ts";

/** `afterwards` is called when the answer is out. */
export type Answer = { body: object; afterwards?: () => void };

export type Handler = (request: IncomingMessage, query: URLSearchParams) => Answer | Promise<Answer>;

/** Handlers by method and path. What a profile must not have is not in its table. */
export type Routes = ReadonlyMap<string, Handler>;

export function buildRoutes(profile: Profile, outbox: Outbox): Routes {
  const routes = new Map<string, Handler>([
    ["GET /ping", () => ({ body: { status: "ok" } })],
    ["GET /countries", () => ({ body: WAREHOUSES })],
    ["POST /orders", (request) => decideOrder(request, outbox)],
  ]);
  return profile === "development" ? new Map([...routes, ...DEV_ROUTES]) : routes;
}

async function decideOrder(request: IncomingMessage, outbox: Outbox): Promise<Answer> {
  const order = readOrder(await readJson(request));
  const { products } = decide(order);
  return { body: { products }, afterwards: () => outbox.post(order.orderId, products) };
}

const DEV_ROUTES: [string, Handler][] = [
  [
    "GET /dev/slow",
    async (_request, query) => {
      const [text = "", ...others] = query.getAll("ms");
      const ms = Number(text);
      if (others.length > 0 || !/^\d+$/.test(text) || ms > 5_000)
        throw new Refusal(422, "validation_failed", "ms is an integer from 0 to 5000");
      await pause(ms);
      return { body: { ms } };
    },
  ],
  [
    "GET /dev/boom",
    () => {
      throw new Error("boom");
    },
  ],
];
