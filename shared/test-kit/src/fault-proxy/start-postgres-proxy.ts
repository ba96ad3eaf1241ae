import type { Recorder } from "../evidence/index.ts";
import type { OnceAction, PostgresProxy, WireMessage } from "./fault-proxy.ts";
import { postgresProtocol } from "./postgres-wire.ts";
import { type ProxyTarget, type StartedProxy, startProxy } from "./start-proxy.ts";

export type StartedPostgresProxy = StartedProxy<WireMessage, OnceAction> & PostgresProxy;

/** A proxy that understands Postgres. */
export async function startPostgresProxy(
  target: ProxyTarget,
  recorder: Recorder,
): Promise<StartedPostgresProxy> {
  const proxy = await startProxy(target, postgresProtocol, recorder);
  return {
    ...proxy,
    statements: () =>
      proxy
        .messages()
        .flatMap(({ at, connection, type, text }) =>
          (type === "query" || type === "parse") && text !== undefined
            ? [{ at, connection, text, kind: type }]
            : [],
        ),
  };
}
