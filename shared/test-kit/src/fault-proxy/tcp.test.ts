import { once as event } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Recorder } from "../evidence/index.ts";
import { startTcpServer } from "../testing/tcp-server.ts";
import { startPostgresProxy } from "./index.ts";

/** A proxy in front of a server that sends everything back. */
async function anEchoBehindAProxy() {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await startTcpServer((socket) => void socket.pipe(socket)));
  const recorder = new Recorder();
  const proxy = stack.use(
    await startPostgresProxy({ service: "echo", host: "127.0.0.1", port: server.port }, recorder),
  );
  return { proxy, recorder, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** A connection that gathers what it hears. */
async function aConnection({
  host,
  port,
}: {
  host: string;
  port: number;
}): Promise<{ socket: Socket; heard(): string }> {
  const socket = connect(port, host);
  let heard = "";
  socket.on("data", (chunk) => {
    heard += chunk.toString();
  });
  socket.on("error", () => undefined);
  await event(socket, "connect");
  return { socket, heard: () => heard };
}

/** Whether the end came with an error; `once` of node:events would throw that. */
const closeOf = (socket: Socket) => new Promise<boolean>((resolve) => socket.once("close", resolve));
const hears = (heard: () => string, text: string) =>
  eventually(
    () => heard() === text,
    () => `heard ${heard()}, not ${text}`,
  );

test("bytes pass both ways and are counted", async () => {
  await using echo = await anEchoBehindAProxy();
  const { socket, heard } = await aConnection(echo.proxy);
  socket.write("hello");
  await hears(heard, "hello");
  socket.write("again");
  await hears(heard, "helloagain");
  expect(echo.proxy.counts()).toEqual({
    connections: 1,
    attempts: 1,
    open: 1,
    bytesToService: 10,
    bytesToApp: 10,
    turns: 2,
  });
  echo.proxy.reset();
  expect(echo.proxy.counts()).toEqual({
    connections: 0,
    attempts: 0,
    open: 1,
    bytesToService: 0,
    bytesToApp: 0,
    turns: 0,
  });
  socket.end();
  await closeOf(socket);
  await eventually(
    () => echo.proxy.counts().open === 0,
    () => "still open",
  );
});

test("ten megabytes come through whole and in order although the receiver is slow", async () => {
  await using echo = await anEchoBehindAProxy();
  const socket = connect(echo.proxy.port, echo.proxy.host);
  const sent = Buffer.alloc(10 * 1024 * 1024, "no repetition at a power of two");
  socket.end(sent);
  const heard: Buffer[] = [];
  for await (const chunk of socket) {
    heard.push(chunk);
    if (heard.length % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(Buffer.concat(heard).equals(sent)).toBe(true);
}, 20_000);

test("cut ends what is open, new connections work", async () => {
  await using echo = await anEchoBehindAProxy();
  const { socket } = await aConnection(echo.proxy);
  await eventually(
    () => echo.proxy.counts().open === 1,
    () => "not open",
  );
  const closed = closeOf(socket);
  echo.proxy.cut();
  expect(await closed).toBe(true);
  const after = await aConnection(echo.proxy);
  after.socket.end("alive");
  await hears(after.heard, "alive");
});

test("refused connections end at once and are counted as attempts until they are allowed again", async () => {
  await using echo = await anEchoBehindAProxy();
  echo.proxy.refuse();
  for (let attempt = 0; attempt < 3; attempt++) {
    const socket = connect(echo.proxy.port, echo.proxy.host);
    socket.on("error", () => undefined);
    await closeOf(socket);
  }
  expect(echo.proxy.counts()).toMatchObject({ attempts: 3, connections: 0, open: 0 });
  echo.proxy.allow();
  const { socket, heard } = await aConnection(echo.proxy);
  socket.end("back");
  await hears(heard, "back");
});

test("held answers come after the release, on connections from before and from within the hold", async () => {
  await using echo = await anEchoBehindAProxy();
  const before = await aConnection(echo.proxy);
  echo.proxy.holdAnswers();
  const within = await aConnection(echo.proxy);
  before.socket.write("one");
  within.socket.write("two");
  await eventually(
    () => echo.proxy.counts().bytesToService === 6,
    () => "the service did not get it",
  );
  echo.proxy.delay(0);
  expect([before.heard(), within.heard(), echo.proxy.counts().bytesToApp]).toEqual(["", "", 0]);
  echo.proxy.release();
  await hears(before.heard, "one");
  await hears(within.heard, "two");
});

test("a delay holds each way for its time and keeps the order", async () => {
  await using echo = await anEchoBehindAProxy();
  const { socket, heard } = await aConnection(echo.proxy);
  echo.proxy.delay(60);
  const began = performance.now();
  socket.write("1");
  await eventually(
    () => echo.proxy.counts().turns === 1,
    () => "not sent",
  );
  echo.proxy.delay(0);
  socket.write("2");
  await hears(heard, "12");
  expect(performance.now() - began).toBeGreaterThan(55);
});

test("a service that is away ends the app's connection", async () => {
  const server = await startTcpServer(() => undefined);
  await server[Symbol.asyncDispose]();
  await using proxy = await startPostgresProxy(
    { service: "echo", host: "127.0.0.1", port: server.port },
    new Recorder(),
  );
  const socket = connect(proxy.port, proxy.host);
  socket.on("error", () => undefined);
  await closeOf(socket);
  await eventually(
    () => proxy.counts().open === 0,
    () => "still open",
  );
});

test("closing ends everything, a held connection too", async () => {
  const echo = await anEchoBehindAProxy();
  const { socket } = await aConnection(echo.proxy);
  echo.proxy.holdAnswers();
  socket.write("never answered");
  const closed = closeOf(socket);
  await echo[Symbol.asyncDispose]();
  await closed;
});

test("a worker in which a connection was cut while it ended can be stopped", async () => {
  const worker = new Worker(new URL("../testing/cut-while-ending.ts", import.meta.url));
  expect(await event(worker, "message")).toEqual(["cut"]);
  const stopped = await Promise.race([worker.terminate(), pause(5000, "still running")]);
  expect(stopped).not.toBe("still running");
}, 20_000);

test("each fault is a step and an entry of the time line", async () => {
  await using echo = await anEchoBehindAProxy();
  echo.proxy.refuse();
  echo.proxy.allow();
  echo.proxy.holdRequests();
  echo.proxy.release();
  echo.proxy.delay(5);
  echo.proxy.cut();
  const { evidence, stimulus } = echo.recorder.finish();
  expect(stimulus.map((step) => (step.do === "fault" ? step.action : step.do))).toEqual([
    "refuse",
    "allow",
    "hold-requests",
    "release",
    "delay",
    "cut",
  ]);
  expect(stimulus[4]).toMatchObject({ service: "echo", options: { ms: 5 } });
  expect(evidence.map((item) => (item.kind === "fault" ? item.text : item.kind))).toEqual([
    "new connections are refused from now on",
    "new connections are accepted again",
    "nothing of the app gets through from now on",
    "everything gets through again",
    "everything takes 5 ms longer each way",
    "cut 0 connections",
  ]);
});
