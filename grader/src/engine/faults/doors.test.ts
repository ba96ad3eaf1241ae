import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openDoors } from "./doors.ts";

const login = { judge: { user: "judge", password: "j" }, app: { user: "app", password: "p" } };

/** Doors in front of a server that sends everything back, in place of a Redis. */
async function echoBehindDoors() {
  const server = createServer((socket) => socket.on("error", () => {}).pipe(socket));
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const databases = { at: 0, cz: 1, de: 2, hu: 3, ro: 4 };
  const doors = await openDoors({
    redis: { host: "127.0.0.1", port, ...login, databases, databaseCount: 16 },
  });
  onTestFinished(() => doors[Symbol.asyncDispose]());
  const open = async (name: string) => {
    const socket = connect(doors.addresses.get(name)?.port ?? 0, "127.0.0.1").on("error", () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, "connect");
    await echo(socket, "first");
    return socket;
  };
  return { doors, open };
}

/** `once` of node:events would throw the error that comes with a reset. */
const closed = (socket: Socket) => new Promise<void>((resolve) => socket.once("close", () => resolve()));

/** Resolves with how long the answer took, in ms. */
async function echo(socket: Socket, text: string): Promise<number> {
  const began = performance.now();
  socket.write(text);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toBe(text);
  return performance.now() - began;
}

test("A fault of one tenant leaves the others alone, one of the service meets all", async () => {
  const { doors, open } = await echoBehindDoors();
  const [at, cz] = await Promise.all([open("redis.at"), open("redis.cz")]);
  const czClosed = closed(cz);
  expect(doors.play({ service: "redis.cz", fault: "cut" })).toBe("redis.cz: 1 connection cut");
  await czClosed;
  await echo(at, "still here");
  await open("redis.cz");
  expect(doors.play({ service: "redis", fault: "cut" })).toBe("redis: 2 connections cut");
});

test("A delay is felt both ways, ends after its time, and a service that is not there is told", async () => {
  const { doors, open } = await echoBehindDoors();
  const socket = await open("redis.cz");
  expect(doors.play({ service: "redis", fault: "delay", byMs: 150, forMs: 1_000 })).toBe(
    "redis: everything takes 150 ms longer, each way, for 1 s",
  );
  expect(await echo(socket, "slow")).toBeGreaterThanOrEqual(299);
  await expect.poll(() => echo(socket, "quick"), { timeout: 10_000 }).toBeLessThan(150);
  expect(doors.play({ service: "postgres", fault: "cut" })).toBeUndefined();
});

test("A cut with a duration refuses new connections for so long, and not for longer", async () => {
  const { doors, open } = await echoBehindDoors();
  const refused = async () => {
    const socket = connect(doors.addresses.get("redis.cz")?.port ?? 0, "127.0.0.1").on("error", () => {});
    socket.write("x");
    const ended = await Promise.race([
      closed(socket).then(() => true),
      new Promise<boolean>((resolve) => socket.once("data", () => resolve(false))),
    ]);
    socket.destroy();
    return ended;
  };
  await open("redis.cz");
  doors.play({ service: "redis.cz", fault: "cut", forMs: 2_000 });
  expect(await refused()).toBe(true);
  await expect.poll(refused, { timeout: 10_000 }).toBe(false);
});
