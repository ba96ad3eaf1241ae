import type { Socket } from "node:net";

export type Target = { host: string; port: number };
/** Says that a connection stands for the grader's life. */
export const LIFELINE = "lifeline";

export const writeTarget = (socket: Socket, target: Target | typeof LIFELINE) =>
  socket.write(`${JSON.stringify(target)}\n`);

/** Takes the first line off a connection, which comes in one piece; what follows it stays there. */
export function readTarget(socket: Socket): Promise<Target | typeof LIFELINE | undefined> {
  return new Promise((resolve) => {
    socket.once("close", () => resolve(undefined));
    socket.once("readable", () => {
      const seen: Buffer = socket.read() ?? Buffer.alloc(0);
      const end = seen.indexOf("\n");
      if (end === -1) return resolve(undefined);
      const rest = seen.subarray(end + 1);
      if (rest.length > 0) socket.unshift(rest);
      resolve(parse(seen.subarray(0, end).toString("utf8")));
    });
  });
}

function parse(line: string): Target | typeof LIFELINE | undefined {
  try {
    const value = JSON.parse(line) as Target | typeof LIFELINE;
    if (value === LIFELINE || (typeof value.host === "string" && Number.isInteger(value.port))) return value;
  } catch {
    // Not one of ours.
  }
  return undefined;
}
