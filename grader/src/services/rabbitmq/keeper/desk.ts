import type { Socket } from "node:net";
import { asGraderError, type GraderError } from "../../../errors.ts";
import { ownNetwork } from "../network.ts";
import { type Ask, receive, type Status, send } from "../protocol.ts";
import type { Broker } from "./broker.ts";
import type { Node } from "./node.ts";
import { createTenancy, removeTenancy } from "./tenancy.ts";

/** Who asks the keeper for something, one connection each. */
export type Desk = {
  serve(broker: Broker): void;
  welcome(socket: Socket): void;
  /** Tells everybody who has a lease that the node is gone. */
  lost(error: GraderError): void;
  close(): void;
};

/** Counts leases; without any for `idleMs`, or when asked to end, it calls `onEnd`. */
export function createDesk({ idleMs, onEnd }: { idleMs: number; onEnd: () => void }): Desk {
  const startedAt = Date.now();
  const { promise: serving, resolve: serve } = Promise.withResolvers<Broker>();
  const sockets = new Set<Socket>();
  const leases = new Set<Socket>();
  let busy = 0;
  let idleSince = Date.now();
  let idle = setTimeout(onEnd, idleMs);
  const rest = () => {
    clearTimeout(idle);
    idleSince = Date.now();
    if (busy === 0) idle = setTimeout(onEnd, idleMs);
  };

  async function lease(socket: Socket, released: Promise<void>): Promise<void> {
    const broker = await serving;
    if (!broker.running) send(socket, { tell: "starting" });
    const node = await broker.node();
    const tenancy = await createTenancy(node.management);
    try {
      leases.add(socket);
      const { amqp, management } = node.ports;
      send(socket, {
        tell: "leased",
        leased: { ...tenancy, version: node.version, ports: { amqp, management }, network: ownNetwork() },
      });
      await released;
    } finally {
      leases.delete(socket);
      await remove(node, tenancy);
    }
    send(socket, { tell: "released" });
  }

  async function statusNow(): Promise<Status> {
    const { running } = await serving;
    return {
      pid: process.pid,
      startedAt,
      leases: busy,
      network: ownNetwork(),
      ...(running && { version: running.version, ports: running.ports, admin: running.admin }),
      ...(busy === 0 && { idleLeftMs: Math.max(0, idleSince + idleMs - Date.now()) }),
    };
  }

  return {
    serve,
    welcome(socket) {
      sockets.add(socket);
      const { promise: released, resolve: release } = Promise.withResolvers<void>();
      socket.on("error", () => {});
      // A grader that was killed gives back its lease this way.
      socket.once("close", () => {
        sockets.delete(socket);
        release();
      });
      rest();
      const fail = (thrown: unknown) => send(socket, { tell: "failed", ...shown(asGraderError(thrown)) });
      receive<Ask>(socket, ({ ask }) => {
        if (ask === "release") release();
        if (ask === "down") onEnd();
        if (ask === "status") void statusNow().then((status) => send(socket, { tell: "status", status }));
        if (ask !== "lease") return;
        busy++;
        rest();
        void lease(socket, released)
          .catch(fail)
          .finally(() => {
            busy--;
            rest();
          });
      });
    },
    lost(error) {
      for (const socket of leases) send(socket, { tell: "lost", ...shown(error) });
    },
    close() {
      clearTimeout(idle);
      for (const socket of sockets) socket.destroy();
    },
  };
}

const shown = ({ code, message, cure }: GraderError) => ({ code, message, cure });

/** A node that is gone has taken everything with it. */
async function remove(node: Node, tenancy: Parameters<typeof removeTenancy>[1]): Promise<void> {
  await removeTenancy(node.management, tenancy).catch(() => {});
}
