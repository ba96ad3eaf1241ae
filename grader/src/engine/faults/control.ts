import { chmod, mkdir } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join, relative } from "node:path";
import { type FaultAnswer, type FaultRequest, faultRequest, LONGEST_LINE, readLine } from "./protocol.ts";

const FOLDER = "control";
/** A client that says nothing is not waited for. */
const LIMIT_MS = 5_000;

/**
 * The socket of a session, in the folder of its run, with which it goes. A socket's path may have a hundred characters: what is
 * shorter from here is taken.
 */
export function controlOf(runFolder: string): string {
  const path = join(runFolder, FOLDER, "socket");
  const short = relative(process.cwd(), path);
  return short.length < path.length ? short : path;
}

/** Listens for one request a connection. Only this user may connect: neither folder nor socket is open to others. */
export async function serveControl(
  runFolder: string,
  lab: string,
  play: (request: FaultRequest) => string | undefined,
): Promise<AsyncDisposable> {
  await mkdir(join(runFolder, FOLDER), { mode: 0o700 });
  const path = controlOf(runFolder);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
    socket.setTimeout(LIMIT_MS, () => socket.destroy());
    let text = "";
    socket.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.length > LONGEST_LINE) socket.destroy();
      const end = text.indexOf("\n");
      if (end !== -1 && !socket.writableEnded)
        socket.end(`${JSON.stringify(answerTo(text.slice(0, end), lab, play))}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(path, () => resolve());
  });
  await chmod(path, 0o600);
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function answerTo(
  line: string,
  lab: string,
  play: (request: FaultRequest) => string | undefined,
): FaultAnswer {
  const request = readLine(faultRequest, line);
  if (request === undefined) return { ok: false, lab, message: "This is no request for a fault." };
  const text = play(request);
  return text === undefined
    ? { ok: false, lab, message: `${lab} has no ${request.service}.` }
    : { ok: true, lab, text };
}
