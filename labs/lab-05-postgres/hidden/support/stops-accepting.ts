import { connect } from "node:net";
import type { CheckContext, RunningApp } from "@picking-labs/test-kit";

/** Waits until the app, after SIGTERM, takes no new connection any more. */
export function stopsAccepting(t: CheckContext, app: RunningApp): Promise<true> {
  return t.eventually(
    async () => !(await accepts(app.url)),
    () => "3 s after SIGTERM the app still accepts new connections.",
    { within: 3_000 },
  );
}

function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const end = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
