import { asGraderError, type GraderError } from "../../../errors.ts";
import { newRunId } from "../../../run-id.ts";
import type { Processes } from "../../../sandbox/index.ts";
import { serviceAccount } from "../../account.ts";
import { createDataFolder, removeDataFolder } from "../../data-folder.ts";
import { forwardFrom } from "../../forward/index.ts";
import { type KeeperRecord, socketsOf } from "../place.ts";
import { type Node, startNode } from "./node.ts";

/** The one node of a keeper: started when it is asked for, and again when it was lost. */
export type Broker = AsyncDisposable & {
  readonly running: Node | undefined;
  node(): Promise<Node>;
};

export function createBroker(
  record: KeeperRecord,
  { processes, onLost }: { processes: Processes; onLost: (error: GraderError) => void },
): Broker {
  let starting: Promise<Node> | undefined;
  let running: Node | undefined;
  let ended = false;
  const cleanUps: AsyncDisposableStack[] = [];

  async function start(): Promise<Node> {
    const cleanUp = new AsyncDisposableStack();
    cleanUps.push(cleanUp);
    try {
      const account = serviceAccount();
      // Its name begins with our pid as well, so that a sweep finds it once we are gone.
      const folder = await createDataFolder(newRunId(), account);
      cleanUp.defer(() => removeDataFolder(folder));
      const node = cleanUp.use(await startNode({ folder, account, processes }));
      const sockets = socketsOf(record);
      cleanUp.use(await forwardFrom(sockets.amqp, node.ports.amqp));
      cleanUp.use(await forwardFrom(sockets.management, node.ports.management));
      running = node;
      void node.lost.then(async (error) => {
        if (ended) return;
        running = undefined;
        onLost(error);
        await cleanUp.disposeAsync();
        starting = undefined;
      });
      return node;
    } catch (error) {
      await cleanUp.disposeAsync();
      starting = undefined;
      throw asGraderError(error);
    }
  }

  return {
    get running() {
      return running;
    },
    node: () => {
      starting ??= start();
      return starting;
    },
    async [Symbol.asyncDispose]() {
      ended = true;
      await Promise.allSettled([starting]);
      for (const cleanUp of cleanUps) if (!cleanUp.disposed) await cleanUp.disposeAsync();
    },
  };
}
