import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { takePort } from "./ports.ts";

async function listen(port: number): Promise<AsyncDisposable> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  return { [Symbol.asyncDispose]: async () => void server.close() };
}

test("No two holders get the same port, whoever asks first and wherever they begin", async () => {
  await using all = new AsyncDisposableStack();
  const from = (await takePort().then((port) => all.use(port))).number;
  const ports = await Promise.all(Array.from({ length: 40 }, () => takePort(from)));
  for (const port of ports) all.use(port);
  const numbers = ports.map(({ number }) => number);
  expect(new Set([...numbers, from]).size).toBe(41);
});

test("A port that is in use is passed over, and so is one that another grader has locked", async () => {
  await using first = await takePort();
  const next = first.number === 23_999 ? 20_000 : first.number + 1;
  const beyond = next === 23_999 ? 20_000 : next + 1;
  await using _used = await listen(next);
  await using _locked = await listen(beyond + 4000);
  await using taken = await takePort(first.number);
  expect([first.number, next, beyond]).not.toContain(taken.number);
});

test("A port that was given back is taken again", async () => {
  const { number, ...held } = await takePort();
  await held[Symbol.asyncDispose]();
  await using again = await takePort(number);
  expect(again.number).toBe(number);
});

test("Ports lie below those that outgoing connections take", async () => {
  await using last = await takePort(23_999);
  expect(last.number).toBeGreaterThanOrEqual(20_000);
  expect(last.number).toBeLessThan(24_000);
});
