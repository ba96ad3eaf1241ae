import type { Socket } from "node:net";
import type { Tenancy } from "./keeper/tenancy.ts";
import type { Login } from "./management.ts";

/** Grader → keeper, a line of JSON each. A lease lasts until it is released or its connection ends. */
export type Ask = { ask: "lease" } | { ask: "release" } | { ask: "status" } | { ask: "down" };

export type Status = {
  pid: number;
  version?: string;
  ports?: { amqp: number; management: number };
  /** Its administrator. */
  admin?: Login;
  /** Names the network whose loopback has the ports. */
  network: string;
  startedAt: number;
  leases: number;
  /** Milliseconds until it ends by itself; absent while somebody uses it. */
  idleLeftMs?: number;
};

export type Leased = Tenancy & {
  version: string;
  ports: { amqp: number; management: number };
  /** Names the network whose loopback has these ports. */
  network: string;
};

/** Keeper → grader. */
export type Tell =
  | { tell: "starting" }
  | { tell: "leased"; leased: Leased }
  | { tell: "failed" | "lost"; code: string; message: string; cure: string }
  | { tell: "released" }
  | { tell: "status"; status: Status };

const LONGEST_LINE = 100_000;

export const send = (socket: Socket, message: Ask | Tell): void =>
  void socket.write(`${JSON.stringify(message)}\n`);

/** Calls `onMessage` for each line; what is no JSON object ends the connection. */
export function receive<Message>(socket: Socket, onMessage: (message: Message) => void): void {
  let rest = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) socket.destroy();
    for (const line of lines)
      try {
        onMessage(JSON.parse(line) as Message);
      } catch {
        socket.destroy();
      }
  });
}
