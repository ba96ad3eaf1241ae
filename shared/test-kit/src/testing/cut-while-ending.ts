import { once } from "node:events";
import { connect } from "node:net";
import { parentPort } from "node:worker_threads";
import { eventually } from "../eventually.ts";
import { Recorder } from "../evidence/index.ts";
import { startPostgresProxy } from "../fault-proxy/index.ts";
import { startTcpServer } from "./tcp-server.ts";

// The body of a worker thread: cuts a connection in the very turn in which the proxy ends it towards the service.
const STARTUP = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]);
const QUERY = Buffer.from("Q\0\0\0\x0bCOMMIT\0", "latin1");

const server = await startTcpServer((socket) => socket.resume());
const proxy = await startPostgresProxy(
  { service: "server", host: "127.0.0.1", port: server.port },
  new Recorder(),
);
const cutTwice = proxy.once(({ text }) => text === "COMMIT", "cut-before").then(() => proxy.cut());
const socket = connect(proxy.port, proxy.host);
socket.on("error", () => undefined);
await once(socket, "connect");
socket.write(STARTUP);
await eventually(
  () => proxy.counts().bytesToService === STARTUP.length,
  () => "the startup did not pass",
);
socket.write(QUERY);
await cutTwice;
parentPort?.postMessage("cut");
