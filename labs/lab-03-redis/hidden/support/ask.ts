import type { CheckContext, HttpResult, RequestOptions, RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";

type Options = RequestOptions & { circumstance?: string };
export type Listed = { orderId: number; prioritizationTime: string };

/** `GET` that must be answered 200 with a JSON object. */
export async function ask(t: CheckContext, app: RunningApp, path: string, options: Options = {}) {
  return readOk(t, `GET ${path}`, await app.get(path, options), options.circumstance);
}

/** `GET /get_orders/…` → its list. */
export async function askList(t: CheckContext, app: RunningApp, path: string, options: Options = {}) {
  return listOf<Listed>(t, `GET ${path}`, await ask(t, app, path, options), "orders");
}

/** `GET /orders/before?…` → its ids. */
export async function askBefore(t: CheckContext, app: RunningApp, path: string, options: Options = {}) {
  return listOf<number>(t, `GET ${path}`, await ask(t, app, path, options), "orderIds");
}

/** `POST /orders/batch` → its list. */
export async function askBatch(
  t: CheckContext,
  app: RunningApp,
  country: string,
  orderIds: number[],
  options: Options = {},
): Promise<unknown[]> {
  const what = `POST /orders/batch of ${orderIds.length} ${country} orders`;
  const body = readOk(
    t,
    what,
    await app.post("/orders/batch", { country, orderIds }, options),
    options.circumstance,
  );
  return listOf<unknown>(t, what, body, "orders");
}

function readOk(
  t: CheckContext,
  what: string,
  answer: HttpResult,
  circumstance = "",
): Record<string, unknown> {
  const asked = `${what}${circumstance && ` ${circumstance}`}`;
  t.verify(answer.status === 200, () => `${asked} ${told(answer)}. Promised is 200.`);
  if (typeof answer.json !== "object" || answer.json === null)
    return t.fail(`${asked} was answered 200 with ${answer.text.slice(0, 120)}, which is no JSON object.`);
  return answer.json as Record<string, unknown>;
}

function listOf<T>(t: CheckContext, what: string, body: Record<string, unknown>, key: string): T[] {
  const list = body[key];
  if (!Array.isArray(list))
    return t.fail(`${what} was answered without a list "${key}": ${JSON.stringify(body).slice(0, 120)}`);
  return list as T[];
}

/** The path of `GET /orders/before`. */
export function beforePath(query: {
  country?: string;
  warehouseId?: number;
  time: string;
  limit?: number;
}): string {
  const { country = "cz", warehouseId = 8799, time, limit } = query;
  const rest = limit === undefined ? "" : `&limit=${limit}`;
  return `/orders/before?country=${country}&warehouseId=${warehouseId}&time=${encodeURIComponent(time)}${rest}`;
}
