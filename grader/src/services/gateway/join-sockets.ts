import type { Socket } from "node:net";

/**
 * Hands on bytes and the end of each direction. A breakdown arrives on the other side of a Unix socket as an end: that
 * kind of socket has no reset.
 */
export function joinSockets(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroySoon());
    from.pipe(to);
  }
}
