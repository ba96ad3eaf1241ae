import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import { type ErrorCode, errorCodes, GraderError } from "../../errors.ts";
import { forwardTo } from "../forward/index.ts";
import { findRabbitmq, serviceMissing } from "../installation/index.ts";
import type { ServiceRequest, StartedService } from "../provider.ts";
import { type Control, reachKeeper } from "./control.ts";
import { amqpAnswers } from "./handshake.ts";
import { managementOf } from "./management.ts";
import { ownNetwork } from "./network.ts";
import { socketsOf } from "./place.ts";
import { type Leased, receive, send, type Tell } from "./protocol.ts";

const RELEASE_LIMIT_MS = 5_000;
const FIRST = "Starting RabbitMQ, about 10 s the first time; it stays up for a while";

/** A part of the RabbitMQ that stays up between runs: virtual hosts and users of this run's own. */
export async function leaseRabbitmq({
  state,
  signal,
  tell,
  onBegun,
}: ServiceRequest): Promise<StartedService<RabbitmqSurroundings>> {
  if (findRabbitmq() === undefined) throw serviceMissing(["rabbitmq"]);
  await using cleanUp = new AsyncDisposableStack();
  const control = await reachKeeper(state, signal);
  cleanUp.defer(() => void control.socket.destroy());
  onBegun();
  const lost = Promise.withResolvers<GraderError>();
  const released = Promise.withResolvers<void>();
  const leased = await new Promise<Leased>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    control.socket.once("close", () => {
      const gone = new GraderError("service-failed", "The process that keeps RabbitMQ ended.");
      reject(gone);
      lost.resolve(gone);
      released.resolve();
      signal.removeEventListener("abort", stop);
    });
    receive<Tell>(control.socket, (message) => {
      if (message.tell === "starting") tell(FIRST);
      if (message.tell === "leased") resolve(message.leased);
      if (message.tell === "failed") reject(errorOf(message));
      if (message.tell === "lost") lost.resolve(errorOf(message));
      if (message.tell === "released") released.resolve();
    });
    send(control.socket, { ask: "lease" });
  });
  cleanUp.defer(() => release(control, released.promise));
  const ports = await portsOf(control, leased, cleanUp);
  const { judge, app, virtualHosts, prefix, version } = leased;
  const ready = cleanUp.move();
  return {
    access: {
      ...{ host: "127.0.0.1", port: ports.amqp, managementPort: ports.management },
      ...{ judge, app, virtualHosts, prefix },
    },
    version,
    lost: lost.promise,
    async verify() {
      using management = managementOf(ports.management, judge);
      await Promise.all([amqpAnswers(ports.amqp), management.must("GET", "/whoami")]).catch((cause) => {
        throw new GraderError("service-failed", `RabbitMQ answers no more: ${cause.message}`, { cause });
      });
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

/** Where the node listens, when that is our loopback too; else ports of ours that lead there. */
async function portsOf({ record }: Control, { network, ports }: Leased, cleanUp: AsyncDisposableStack) {
  if (network === ownNetwork()) return ports;
  const sockets = socketsOf(record);
  const amqp = cleanUp.use(await forwardTo(sockets.amqp));
  const management = cleanUp.use(await forwardTo(sockets.management));
  return { amqp: amqp.port, management: management.port };
}

async function release({ socket }: Control, released: Promise<void>): Promise<void> {
  send(socket, { ask: "release" });
  // The keeper removes the rest without us as well.
  const limit = AbortSignal.timeout(RELEASE_LIMIT_MS);
  const late = new Promise<void>((resolve) =>
    limit.addEventListener("abort", () => resolve(), { once: true }),
  );
  await Promise.race([released, late]);
}

function errorOf({ code, message, cure }: Extract<Tell, { code: string }>): GraderError {
  const known: ErrorCode = errorCodes.find((one) => one === code) ?? "service-failed";
  return new GraderError(known, message, { cure });
}
