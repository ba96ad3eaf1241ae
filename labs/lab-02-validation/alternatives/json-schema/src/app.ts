import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import type { Config } from "./config.ts";
import { errors } from "./http/errors.ts";
import { pingRoute } from "./http/ping-route.ts";
import { openapiDocument } from "./openapi.ts";
import { answerOf } from "./orders/answer-of.ts";
import { crossChecks } from "./orders/cross-checks.ts";
import { type Order, totalsOf } from "./orders/totals.ts";
import { schemas } from "./schemas/index.ts";
import { answerValidator, requestValidator } from "./validation/compile.ts";

type Totals = { orders: Order[] };

/** The whole app as one plugin: JSON Schema in, JSON Schema out, and the same documents are served. */
export const app = fp(async (server: FastifyInstance, { requireNote, development }: Config) => {
  const { order, totals, answer } = schemas(requireNote);
  const readOrder = requestValidator<Order>(order, (body) => crossChecks(body, ""));
  const readTotals = requestValidator<Totals>(totals, (body) => {
    const { orders } = (body ?? {}) as { orders?: unknown };
    return Array.isArray(orders)
      ? orders.flatMap((each, index) => crossChecks(each, `orders.${index}.`))
      : [];
  });
  const checked = answerValidator(answer);
  const document = openapiDocument(order, answer);

  await server.register(errors);
  await server.register(pingRoute);
  server.post("/orders", async ({ body }) => checked(answerOf(readOrder(body))));
  server.post("/orders/total", async ({ body }) => totalsOf(readTotals(body).orders));
  server.get("/openapi.json", async () => document);
  if (development) server.post("/dev/decision", async ({ body }) => checked(body));
});
