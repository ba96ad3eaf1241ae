import { connect, type Socket } from "node:net";
import type { RunningApp } from "@picking-labs/test-kit";

/** One of many requests, as light as it can be. `status` is 0 until it is answered, or when the connection broke. */
export type LightRequest = { sentAt: number; answeredAt: number | undefined; status: number };

/** So many connect at one time. */
const AT_ONCE = 50;
/**
 * After so many the app is asked for a sign that it has taken them. The system lets some 500 wait for an app that is busy; of
 * more it drops the end of the handshake, and they arrive a second later, behind those that were sent after them.
 */
const UNTAKEN = 200;

/** Begins many GETs of one path; resolves when all of them have arrived at the app. `end()` closes what is still open. */
export async function sendMany(
  app: RunningApp,
  path: string,
  count: number,
): Promise<{ requests: LightRequest[]; end(): void }> {
  const { hostname, port } = new URL(app.url);
  const sockets: Socket[] = [];
  const requests: LightRequest[] = [];
  const text = `GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nconnection: close\r\n\r\n`;

  function begin(): Promise<void> {
    const request: LightRequest = { sentAt: performance.now(), answeredAt: undefined, status: 0 };
    requests.push(request);
    const socket = connect({ host: hostname, port: Number(port) });
    sockets.push(socket);
    const sent = Promise.withResolvers<void>();
    socket.once("connect", () => {
      request.sentAt = performance.now();
      socket.write(text, () => sent.resolve());
    });
    const end = (status: number) => {
      request.answeredAt ??= performance.now();
      request.status ||= status;
      sent.resolve();
      socket.destroy();
    };
    socket.once("data", (chunk) =>
      end(Number(/^HTTP\/1\.1 (\d{3})/.exec(chunk.toString("latin1"))?.[1] ?? 0)),
    );
    socket.once("error", () => end(0));
    socket.once("close", () => end(0));
    return sent.promise;
  }

  for (let begun = 0; begun < count; begun += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - begun) }, begin));
    // On a connection of its own, behind all of these.
    if ((begun + AT_ONCE) % UNTAKEN === 0 || begun + AT_ONCE >= count) await app.get("/ping");
  }
  return {
    requests,
    end() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
