import { mkdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newRunId } from "../../../run-id.ts";
import { createProcesses } from "../../../sandbox/index.ts";
import { DATA_PREFIX } from "../../data-folder.ts";
import { type KeeperRecord, keeperPlace, socketsOf } from "../place.ts";
import { createBroker } from "./broker.ts";
import { claim, unclaim } from "./claim.ts";
import { createDesk } from "./desk.ts";

/** Keeps one RabbitMQ up between grades, and ends itself when nobody has used it for a while. */
const [state = "", idleMs = ""] = process.argv.slice(2);

const place = keeperPlace(state);
const id = newRunId();
const record: KeeperRecord = { id, sockets: join(tmpdir(), DATA_PREFIX + id) };
// Another command was quicker: its keeper serves both.
if (claim(place, record)) await keep();

async function keep(): Promise<void> {
  const { promise: ends, resolve: end } = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end());
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => unclaim(place, record));
  const processes = cleanUp.use(createProcesses(id));
  await mkdir(record.sockets, { mode: 0o700 });
  cleanUp.defer(() => rm(record.sockets, { recursive: true, force: true }));
  const desk = createDesk({ idleMs: Number(idleMs), onEnd: end });
  const broker = cleanUp.use(createBroker(record, { processes, onLost: desk.lost }));
  desk.serve(broker);
  const server = createServer(desk.welcome);
  cleanUp.defer(() => {
    server.close();
    desk.close();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(socketsOf(record).control, () => resolve());
  });
  // Nobody has asked yet, but somebody will: it is what we were started for.
  void broker.node().catch(() => {});
  await ends;
}
