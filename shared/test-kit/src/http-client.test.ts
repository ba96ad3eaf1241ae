import { once } from "node:events";
import type { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { httpRequest } from "./http-client.ts";
import { startTcpServer } from "./testing/tcp-server.ts";

/** What one request gets from a server that says exactly `serve` once it was spoken to. */
async function ask(serve: (socket: Socket) => void, timeoutMs?: number) {
  await using server = await startTcpServer((socket) => socket.once("data", () => serve(socket)));
  return await httpRequest({ url: server.url, method: "GET", path: "/", timeoutMs });
}

const answer = (head: string[], body: string | Buffer = "") =>
  Buffer.concat([Buffer.from([...head, "", ""].join("\r\n"), "latin1"), Buffer.from(body)]);
const ok = (body: string | Buffer, ...headers: string[]) =>
  answer(["HTTP/1.1 200 OK", `content-length: ${Buffer.byteLength(body)}`, ...headers], body);

test("an answer comes with status, headers, text and JSON", async () => {
  const result = await ask((socket) =>
    socket.end(ok('{"a":"ě"}', "X-One: 1", "Set-Cookie: a", "Set-Cookie: b")),
  );
  expect(result).toMatchObject({ status: 200, text: '{"a":"ě"}', json: { a: "ě" } });
  expect(result.headers).toEqual({ "content-length": "10", "x-one": "1", "set-cookie": "a, b" });
  expect(result).not.toHaveProperty("error");
});

test("the request has a connection of its own, its length and what it was given", async () => {
  const seen: string[] = [];
  await using server = await startTcpServer((socket) =>
    socket.on("data", (chunk) => {
      seen.push(chunk.toString());
      if (seen.join("").includes("{}")) socket.end(ok("fine"));
    }),
  );
  await httpRequest({
    url: server.url,
    method: "POST",
    path: "/orders?x=1",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const [head] = seen.join("").split("\r\n\r\n");
  const [line, ...headers] = (head ?? "").split("\r\n");
  expect(line).toBe("POST /orders?x=1 HTTP/1.1");
  expect(headers.map((header) => header.toLowerCase()).toSorted()).toEqual([
    "connection: close",
    "content-length: 2",
    "content-type: application/json",
    `host: 127.0.0.1:${server.port}`,
  ]);
});

test("what is not JSON or not UTF-8 is no error", async () => {
  expect(await ask((socket) => socket.end(ok(Buffer.from([0xff, 0x41]))))).toMatchObject({
    status: 200,
    text: "\ufffdA",
    json: undefined,
  });
  expect(await ask((socket) => socket.end(ok("[".repeat(200_000))))).toMatchObject({
    status: 200,
    json: undefined,
  });
  const { json } = await ask((socket) => socket.end(ok('{"__proto__":{"polluted":true}}')));
  expect(Object.keys(json as object)).toEqual(["__proto__"]);
  expect({}).not.toHaveProperty("polluted");
});

test("a redirect is an answer like any other", async () => {
  expect(
    await ask((socket) =>
      socket.end(answer(["HTTP/1.1 302 Found", "location: http://127.0.0.1:1/", "content-length: 0"])),
    ),
  ).toMatchObject({ status: 302 });
});

test("compressed answers are opened, up to the limit", async () => {
  const gzip = (body: Buffer) => ok(gzipSync(body), "content-encoding: gzip");
  expect(await ask((socket) => socket.end(gzip(Buffer.from("hello"))))).toMatchObject({
    status: 200,
    text: "hello",
  });
  expect(
    await ask((socket) => socket.end(ok(brotliCompressSync("hello"), "content-encoding: br"))),
  ).toMatchObject({ text: "hello" });
  expect(await ask((socket) => socket.end(gzip(Buffer.alloc(50 * 1024 * 1024))))).toMatchObject({
    status: 200,
    text: "",
    error: "the answer is larger than 1 MiB",
  });
  expect(await ask((socket) => socket.end(ok("plain", "content-encoding: gzip")))).toMatchObject({
    error: "the answer says content-encoding gzip and cannot be decompressed",
  });
  expect(await ask((socket) => socket.end(ok("x", "content-encoding: zstd")))).toMatchObject({
    error: 'the answer has the content-encoding "zstd", which was not asked for',
  });
});

const misbehaviour: [string, (socket: Socket) => void, { status: number; error: string | RegExp }][] = [
  [
    "closes without a word",
    (socket) => socket.end(),
    { status: 0, error: "the connection was closed before an answer came" },
  ],
  [
    "resets",
    (socket) => socket.resetAndDestroy(),
    { status: 0, error: "the connection was closed before an answer came" },
  ],
  [
    "closes within the head",
    (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-le"),
    { status: 0, error: "the connection was closed before an answer came" },
  ],
  [
    "closes within the body",
    (socket) => socket.end(answer(["HTTP/1.1 200 OK", "content-length: 10"], "123")),
    { status: 200, error: "the connection was closed before the answer was complete" },
  ],
  [
    "resets within the body",
    (socket) =>
      socket.write(answer(["HTTP/1.1 200 OK", "content-length: 10"], "123"), () =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      ),
    { status: 200, error: "the connection was closed before the answer was complete" },
  ],
  ["says nothing", () => undefined, { status: 0, error: "no answer within 0.3 s" }],
  [
    "stops within the body",
    (socket) => void socket.write(answer(["HTTP/1.1 200 OK", "content-length: 10"], "123")),
    { status: 200, error: "the answer was not complete within 0.3 s" },
  ],
  [
    "speaks something else",
    (socket) => socket.end("SSH-2.0-OpenSSH\r\n\r\n"),
    { status: 0, error: /^the answer is not valid HTTP \(/ },
  ],
  [
    "breaks a chunk",
    (socket) => socket.end(answer(["HTTP/1.1 200 OK", "transfer-encoding: chunked"], "zz\r\n")),
    { status: 200, error: /^the answer is not valid HTTP \(/ },
  ],
  [
    "sends huge headers",
    (socket) => socket.end(ok("x", `x-huge: ${"a".repeat(20_000)}`)),
    { status: 0, error: "the headers of the answer are larger than 16 KiB" },
  ],
  [
    "sends without end",
    (socket) => endless(socket),
    { status: 200, error: "the answer is larger than 1 MiB" },
  ],
  [
    "switches protocols",
    (socket) =>
      void socket.write(answer(["HTTP/1.1 101 Switching Protocols", "connection: upgrade", "upgrade: x"])),
    { status: 0, error: "the app switched the protocol of the connection" },
  ],
  ["repeats interim answers", (socket) => interim(socket), { status: 0, error: "no answer within 0.3 s" }],
];

function endless(socket: Socket): void {
  socket.write(answer(["HTTP/1.1 200 OK"]));
  const more = () => {
    while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
  };
  socket.on("drain", more);
  more();
}

function interim(socket: Socket): void {
  const timer = setInterval(() => socket.write("HTTP/1.1 102 Processing\r\n\r\n"), 10);
  socket.on("close", () => clearInterval(timer));
}

test.each(misbehaviour)(
  "an app that %s is told in plain words, never thrown",
  async (_what, serve, { status, error }) => {
    expect(await ask(serve, 300)).toMatchObject({
      status,
      error: typeof error === "string" ? error : expect.stringMatching(error),
    });
  },
);

test("a port that nobody listens on is told", async () => {
  const server = await startTcpServer(() => undefined);
  await server[Symbol.asyncDispose]();
  expect(await httpRequest({ url: server.url, method: "GET", path: "/" })).toMatchObject({
    status: 0,
    error: "nothing accepts connections on the app's port",
  });
});

const LARGE = { method: "POST", path: "/", body: "x".repeat(1024 * 1024) };

test("a refusal of a large body by its length is heard, however busy both ends are", async () => {
  const worker = new Worker(new URL("./testing/busy-server.ts", import.meta.url));
  const [port] = (await once(worker, "message")) as [number];
  const otherWork = setInterval(() => {
    const until = performance.now() + 8;
    while (performance.now() < until);
  }, 12);
  const statuses: number[] = [];
  for (let request = 0; request < 40; request++) {
    const { status } = await httpRequest({
      url: `http://127.0.0.1:${port}`,
      ...LARGE,
      body: `${LARGE.body}more`,
    });
    statuses.push(status);
  }
  clearInterval(otherWork);
  await worker.terminate();
  expect(statuses).toEqual(Array.from({ length: 40 }, () => 413));
});

test.each([
  ["is asked again", 3, { status: 413 }],
  ["each time, has given none", 4, { status: 0, error: "the connection was closed before an answer came" }],
])(
  "a server whose connection breaks under a large body, so that no answer can be read, %s",
  async (_, heard, wanted) => {
    let connections = 0;
    await using server = await startTcpServer((socket) => {
      const isHeard = ++connections === heard;
      let size = 0;
      socket.on("data", (chunk) => {
        if (size === 0 && isHeard) socket.end(answer(["HTTP/1.1 413 Too Large", "content-length: 0"]));
        else if (size === 0) socket.write("HTTP/1.1 100 Continue\r\n\r\n");
        size += chunk.length;
        if (size > 100_000) socket.resetAndDestroy();
      });
    });
    expect(await httpRequest({ url: server.url, ...LARGE })).toMatchObject(wanted);
    expect(connections).toBe(3);
  },
);

test("a server that never says to continue gets the large body all the same", async () => {
  let size = 0;
  await using server = await startTcpServer((socket) =>
    socket.on("data", (chunk) => {
      size += chunk.length;
      if (size > LARGE.body.length) socket.end(ok("whole"));
    }),
  );
  expect(await httpRequest({ url: server.url, ...LARGE })).toMatchObject({ status: 200, text: "whole" });
});
