import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { findProgram, isExecutable } from "./find-program.ts";

/** Debian's `rabbitmq-server` in the PATH insists on its own account; the script behind it does not. */
const SCRIPTS = [
  "/usr/lib/rabbitmq/bin/rabbitmq-server",
  "/opt/rabbitmq/sbin/rabbitmq-server",
  "/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server",
  "/usr/local/opt/rabbitmq/sbin/rabbitmq-server",
];

export type RabbitmqProgram = { server: string; epmd: string };

/** The installed RabbitMQ, and Erlang's port mapper beside its `erl`. */
export function findRabbitmq(): RabbitmqProgram | undefined {
  const server = SCRIPTS.find(isExecutable) ?? findProgram("rabbitmq-server");
  const epmd = findProgram("epmd") ?? besideErlang();
  return server === undefined || epmd === undefined ? undefined : { server, epmd };
}

function besideErlang(): string | undefined {
  const erl = findProgram("erl");
  const beside = erl && join(dirname(realpathSync(erl)), "epmd");
  return beside && isExecutable(beside) ? beside : undefined;
}
