import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import { httpRequest } from "../http-client.ts";
import { clip } from "../show.ts";

const LIMIT_MS = 10_000;
/** Statistics lag by seconds; these totals are the queues' own. */
const TOTALS_NOW = "?disable_stats=true&enable_queue_totals=true";

/** A queue as the broker describes it. */
export type QueueDescription = {
  name: string;
  type: string;
  durable: boolean;
  autoDelete: boolean;
  exclusive: boolean;
  arguments: Record<string, unknown>;
};

export type ExchangeDescription = { name: string; type: string; durable: boolean; autoDelete: boolean };

/** `source` is an exchange; "" is the default one, to which every queue is bound by its name. */
export type BindingDescription = {
  source: string;
  destination: string;
  destinationType: "queue" | "exchange";
  routingKey: string;
  arguments: Record<string, unknown>;
};

/** The broker's HTTP API, as the judge uses it. */
export class ManagementApi {
  readonly #place: RabbitmqSurroundings;
  readonly #headers: Record<string, string>;

  constructor(place: RabbitmqSurroundings) {
    this.#place = place;
    const { user, password } = place.judge;
    const credentials = Buffer.from(`${user}:${password}`).toString("base64");
    this.#headers = { authorization: `Basic ${credentials}`, "content-type": "application/json" };
  }

  get(path: string): Promise<unknown> {
    return this.#ask("GET", path);
  }

  put(path: string, body: unknown): Promise<unknown> {
    return this.#ask("PUT", path, body);
  }

  /** Resolves also when there is no such thing. */
  delete(path: string, headers: Record<string, string> = {}): Promise<unknown> {
    return this.#ask("DELETE", path, undefined, headers);
  }

  /** With all rights in it for the app, and for the judge. */
  async createVirtualHost(name: string): Promise<void> {
    await this.put(`/vhosts/${encodeURIComponent(name)}`, {});
    const all = { configure: ".*", write: ".*", read: ".*" };
    await Promise.all(
      [this.#place.app, this.#place.judge].map(({ user }) =>
        this.put(`/permissions/${encodeURIComponent(name)}/${encodeURIComponent(user)}`, all),
      ),
    );
  }

  async deleteVirtualHost(name: string): Promise<void> {
    await this.delete(`/vhosts/${encodeURIComponent(name)}`);
  }

  async queues(virtualHost: string): Promise<QueueDescription[]> {
    const queues = await this.get(`/queues/${encodeURIComponent(virtualHost)}${TOTALS_NOW}`);
    return (queues as Record<string, unknown>[]).map((queue) => ({
      name: String(queue.name),
      type: String(queue.type ?? "classic"),
      durable: queue.durable === true,
      autoDelete: queue.auto_delete === true,
      exclusive: queue.exclusive === true,
      arguments: (queue.arguments ?? {}) as Record<string, unknown>,
    }));
  }

  async exchanges(virtualHost: string): Promise<ExchangeDescription[]> {
    const exchanges = await this.get(`/exchanges/${encodeURIComponent(virtualHost)}?disable_stats=true`);
    return (exchanges as Record<string, unknown>[]).map(({ name, type, durable, auto_delete }) => ({
      name: String(name),
      type: String(type),
      durable: durable === true,
      autoDelete: auto_delete === true,
    }));
  }

  async bindings(virtualHost: string): Promise<BindingDescription[]> {
    const bindings = await this.get(`/bindings/${encodeURIComponent(virtualHost)}`);
    return (bindings as Record<string, unknown>[]).map((binding) => ({
      source: String(binding.source),
      destination: String(binding.destination),
      destinationType: binding.destination_type === "exchange" ? "exchange" : "queue",
      routingKey: String(binding.routing_key),
      arguments: (binding.arguments ?? {}) as Record<string, unknown>,
    }));
  }

  async #ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const { host, managementPort } = this.#place;
    const answer = await httpRequest({
      url: `http://${host}:${managementPort}`,
      method,
      path: `/api${path}`,
      headers: { ...this.#headers, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      timeoutMs: LIMIT_MS,
    });
    const { status, text, json, error } = answer;
    if (status >= 200 && status < 300) return json;
    if (status === 404 && method === "DELETE") return undefined;
    throw new Error(`RabbitMQ's HTTP API: ${method} ${path}: ${error ?? `${status} ${clip(text, 200)}`}`);
  }
}
