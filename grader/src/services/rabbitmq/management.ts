import { Agent, request } from "node:http";

const LIMIT_MS = 10_000;
/** No answer that we ask for comes near it. */
const MOST_BYTES = 20_000_000;

export type Login = { user: string; password: string };
type Method = "GET" | "PUT" | "POST" | "DELETE";
export type Answer = { status: number; body: unknown };

/** RabbitMQ's HTTP API: `rabbitmqctl` takes a second for each call, this takes milliseconds. */
export type Management = Disposable & {
  ask(method: Method, path: string, body?: unknown): Promise<Answer>;
  /** As `ask`; any status but 2xx is an error. */
  must(method: Method, path: string, body?: unknown): Promise<unknown>;
};

export function managementOf(port: number, { user, password }: Login, host = "127.0.0.1"): Management {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const auth = `${user}:${password}`;
  const ask: Management["ask"] = (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { "content-type": "application/json" };
      const asking = request({ agent, host, port, method, path: `/api${path}`, auth, headers });
      asking.setTimeout(LIMIT_MS, () => asking.destroy(new Error(`${method} ${path} took too long`)));
      asking.once("error", reject).once("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
          if (text.length > MOST_BYTES)
            asking.destroy(new Error(`the answer to ${method} ${path} has no end`));
        });
        response.once("error", reject);
        response.once("end", () => resolve({ status: response.statusCode ?? 0, body: parsed(text) }));
      });
      asking.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return {
    ask,
    async must(method, path, body) {
      const answer = await ask(method, path, body);
      if (answer.status < 200 || answer.status > 299)
        throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
