import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import type { Config } from "./config.ts";
import { errors } from "./http/errors.ts";
import { pingRoute } from "./http/ping-route.ts";
import { openapiDocument } from "./openapi.ts";
import { writeAnswer } from "./order/answer.ts";
import { readOrder } from "./order/read-order.ts";
import { readOrders } from "./order/read-orders.ts";
import { totalsOf } from "./order/totals.ts";
import { parse } from "./parsing/parse.ts";

/** The whole app as one plugin. A handler parses its body and writes its answer; Fastify knows no schema. */
export const app = fp(async (server: FastifyInstance, { requireNote, development }: Config) => {
  await server.register(errors);
  await server.register(pingRoute);
  server.post("/orders", ({ body }) => writeAnswer(parse(body, readOrder(requireNote))));
  server.post("/orders/total", ({ body }) => Promise.resolve(totalsOf(parse(body, readOrders(requireNote)))));
  const document = openapiDocument(requireNote);
  server.get("/openapi.json", async () => document);
  if (development) server.post("/dev/decision", ({ body }) => writeAnswer(body));
});
