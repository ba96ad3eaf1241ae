import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { RunningApp } from "@picking-labs/test-kit";

const EVERY_MS = 20;

/** Whether the app, after SIGTERM, takes no new connection any more, or comes to that within `ms`. */
export async function doorCloses({ url }: RunningApp, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while (await accepts(url)) {
    if (performance.now() > until) return false;
    await pause(EVERY_MS);
  }
  return true;
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
