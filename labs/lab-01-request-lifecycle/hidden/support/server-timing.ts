import type { HttpResult } from "@picking-labs/test-kit";

/** The two times of an answer, in milliseconds. */
export type Times = { queue: number; app: number };

const DECIMAL = String.raw`\d+(?:\.\d+)?`;
const PROMISED = new RegExp(`^queue;dur=(${DECIMAL}), app;dur=(${DECIMAL})$`);

/** undefined when the header is missing or not of the promised form. */
export function serverTiming({ headers }: HttpResult): Times | undefined {
  const [, queue, app] = PROMISED.exec(headers["server-timing"] ?? "") ?? [];
  return app === undefined ? undefined : { queue: Number(queue), app: Number(app) };
}
