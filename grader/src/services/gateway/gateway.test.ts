import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { GATEWAY, openGateway } from "./open.ts";
import { reach } from "./reach.ts";

beforeAll(openGateway);
afterAll(() => {
  delete process.env[GATEWAY];
});

async function serverThat(answers: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, answers);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

async function through(port: number): Promise<Socket> {
  const reached = await reach({ host: "127.0.0.1", port });
  onTestFinished(() => reached[Symbol.asyncDispose]());
  expect(reached.port).not.toBe(port);
  return connect({ host: reached.host, port: reached.port });
}

const all = (socket: Socket) =>
  new Promise<string>((resolve, reject) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    socket.once("end", () => resolve(text)).once("error", reject);
  });

test("What is sent arrives whole, and an answer comes after our own end", async () => {
  const port = await serverThat((socket) => void all(socket).then((text) => socket.end(`${text.length}`)));
  const socket = await through(port);
  socket.end("x".repeat(3_000_000));
  expect(await all(socket)).toBe("3000000");
});

test("Where nobody listens the connection breaks, and the next one is served", async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
  const { port } = gone.address() as { port: number };
  await new Promise((resolve) => gone.close(resolve));
  const socket = await through(port);
  await new Promise((resolve) =>
    socket
      .once("close", resolve)
      .on("error", () => {})
      .resume(),
  );
  const next = await through(await serverThat((answering) => void answering.end("here")));
  expect(await all(next)).toBe("here");
});

test("The gateway goes, with its folder, when the process that opened it is killed", async () => {
  const program = `const { openGateway, holdGateway } = await import(${JSON.stringify(join(import.meta.dirname, "index.ts"))});
    openGateway(); await holdGateway(); console.log(process.env.${GATEWAY}); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const path = await new Promise<string>((resolve) =>
    child.stdout.once("data", (text) => resolve(`${text}`.trim())),
  );
  expect(existsSync(path)).toBe(true);
  child.kill("SIGKILL");
  await vi.waitFor(() => expect(existsSync(join(path, ".."))).toBe(false), { timeout: 10_000 });
});
