import type { Socket } from "node:net";

/**
 * Ends a connection so that the other side sees a reset. A socket that is just ending is closed instead: Node
 * cannot reset it (EINVAL) and would never free it, and a worker thread that holds such a socket never ends.
 */
export function reset(socket: Socket): void {
  if (socket.writableEnded || socket.connecting) socket.destroy();
  else socket.resetAndDestroy();
}
