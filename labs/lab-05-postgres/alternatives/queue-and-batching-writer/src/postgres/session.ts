import { Client } from "pg";

/** A session is silent when this much time passes without any answer to what was asked, in milliseconds. */
const SILENCE_MS = 5_000;

export type Session = Awaited<ReturnType<typeof openSession>>;

/** One connection that statements are sent down without waiting for the answers of those before them. */
export async function openSession(connectionString: string) {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: 3_000,
    statement_timeout: SILENCE_MS - 500,
    idle_in_transaction_session_timeout: SILENCE_MS,
    ...{ pipeline: true },
  });
  let isOpen = true;
  const close = () => {
    isOpen = false;
    void client.end().catch(() => undefined);
  };
  client.on("error", close);
  await client.connect();

  let waiting = 0;
  let silence: NodeJS.Timeout | undefined;
  const listen = (change: 1 | -1) => {
    waiting += change;
    clearTimeout(silence);
    if (waiting > 0) silence = setTimeout(destroy, SILENCE_MS);
  };
  /** Everything that still waits for an answer is rejected by this. */
  const destroy = () => {
    isOpen = false;
    client.connection.stream.destroy();
  };

  async function ask(text: string, values?: unknown[]): Promise<void> {
    listen(1);
    try {
      await client.query(text, values);
    } finally {
      listen(-1);
    }
  }

  return { ask, close, isOpen: () => isOpen };
}
