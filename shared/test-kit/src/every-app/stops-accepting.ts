import { connect } from "node:net";
import type { RunningApp } from "../app/index.ts";
import type { CheckContext } from "../check-context.ts";

/** Waits until the app, after SIGTERM, takes no new connection any more. */
export function stopsAccepting(t: CheckContext, app: RunningApp): Promise<true> {
  return t.eventually(
    async () => !(await accepts(app.url)),
    () => "3 s after SIGTERM the app still accepts new HTTP connections.",
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
