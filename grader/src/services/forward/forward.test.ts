import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { forwardFrom, forwardTo } from "./forward.ts";

/** A server behind both halves, and a connection to it through them. */
async function through(onConnection: (socket: Socket) => void) {
  const folder = await mkdtemp(join(tmpdir(), "forward-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => {});
    onConnection(socket);
  });
  const port = await listen(server);
  onTestFinished(() => void server.close());
  const path = join(folder, "s");
  const outside = await forwardFrom(path, port);
  const inside = await forwardTo(path);
  onTestFinished(async () => {
    await inside[Symbol.asyncDispose]();
    await outside[Symbol.asyncDispose]();
  });
  const open = () => connect({ host: "127.0.0.1", port: inside.port, allowHalfOpen: true });
  return { open, outside, server };
}

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });

/** How a connection ended: by an end of the other's, or by a reset. */
const endOf = (socket: Socket) =>
  new Promise<string>((resolve) => {
    socket
      .once("end", () => resolve("end"))
      .once("error", (error: NodeJS.ErrnoException) => resolve(`${error.code}`));
    socket.resume();
  });

/** Everything up to the other's end; our own direction stays open, which an iterator would close. */
const all = (socket: Socket) =>
  new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.once("end", () => resolve(Buffer.concat(chunks))).once("error", reject);
  });

test("Megabytes arrive as they were sent, and an answer comes after our own end", async () => {
  const { open } = await through(async (socket) => socket.end(await all(socket)));
  const sent = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 251));
  const socket = open();
  socket.end(sent);
  expect((await all(socket)).equals(sent)).toBe(true);
});

test("A server that has ended its direction still hears us", async () => {
  const heard = Promise.withResolvers<string>();
  const { open } = await through((socket) => {
    socket.end("bye");
    void all(socket).then((bytes) => heard.resolve(bytes.toString()));
  });
  const socket = open();
  expect(`${await all(socket)}`).toBe("bye");
  socket.end("after your end");
  expect(await heard.promise).toBe("after your end");
});

test.for([
  ["reset", (socket: Socket) => socket.resetAndDestroy(), "ECONNRESET"],
  ["end", (socket: Socket) => socket.end(), "end"],
] as const)("A server's %s is seen as one", async ([, act, seen]) => {
  const { open } = await through((socket) => socket.once("data", () => act(socket)));
  const socket = open();
  socket.write("go");
  expect(await endOf(socket)).toBe(seen);
});

test.for([
  ["reset", (socket: Socket) => socket.resetAndDestroy(), "ECONNRESET"],
  ["end", (socket: Socket) => socket.end(), "end"],
] as const)("A client's %s is seen as one", async ([, act, seen]) => {
  const ended = Promise.withResolvers<string>();
  const { open } = await through((socket) => {
    void endOf(socket).then(ended.resolve);
    socket.write("here");
  });
  const socket = open();
  socket.on("error", () => {}).once("data", () => act(socket));
  expect(await ended.promise).toBe(seen);
});

test("Who is not read stops being heard: a sender is held, and goes on when it is read", async () => {
  const { promise: accepted, resolve: accept } = Promise.withResolvers<Socket>();
  const { open } = await through((socket) => accept(socket.pause()));
  const socket = open();
  let written = 0;
  const chunk = Buffer.alloc(1_000_000);
  const flood = () => {
    while (written < 200_000_000) {
      written += chunk.length;
      if (!socket.write(chunk)) return void socket.once("drain", flood);
    }
    socket.end();
  };
  flood();
  const reading = await accepted;
  let before = -1;
  // It stands still once what lies between is full.
  await vi.waitFor(
    () => {
      const now = socket.bytesWritten;
      const moved = now !== before;
      before = now;
      expect(moved).toBe(false);
    },
    { timeout: 10_000, interval: 300 },
  );
  expect(socket.bytesWritten).toBeLessThan(100_000_000);
  let read = 0;
  for await (const part of reading) read += (part as Buffer).length;
  expect(read).toBe(200_000_000);
});

test("When the other half is gone, a connection is reset", async () => {
  const { open, outside } = await through((socket) => socket.write("here"));
  const socket = open();
  await new Promise((resolve) => socket.once("data", resolve));
  const ended = endOf(socket);
  await outside[Symbol.asyncDispose]();
  expect(await ended).toBe("ECONNRESET");
});

test("Where nobody listens any more, a connection is reset", async () => {
  const { open, server } = await through(() => {});
  await new Promise((resolve) => server.close(resolve));
  expect(await endOf(open())).toBe("ECONNRESET");
});
