import { TENANTS } from "@picking-labs/contracts/tenants";
import type { Lab } from "../../catalog/index.ts";
import { GraderError } from "../../errors.ts";
import { type Accesses, connectionStrings } from "../connection-strings.ts";
import { fillIn } from "../fill-in.ts";

/**
 * The lines of the lab that a learner may try, ready for a shell. Services stand in them with a login that may look at and
 * change everything: all of it belongs to this session.
 * @throws GraderError when the manifest asks for a value that there is none of
 */
export function offers({ name, manifest }: Lab, url: string, accesses: Accesses): string[] {
  const values = new Map([
    ["url", url],
    ...connectionStrings(accesses, { as: "judge" }),
    ...brokerPlaces(accesses),
  ]);
  return manifest.try.map((line) =>
    fillIn(
      line.trimEnd(),
      values,
      (placeholder) =>
        new GraderError(
          "manifest-broken",
          `${name}/lab.yaml offers to try ${placeholder}, which nothing stands for; there is ${[...values.keys()].join(", ")}.`,
        ),
    ),
  );
}

/** The broker's HTTP API and the names of its virtual hosts, as both stand in a path. */
function brokerPlaces({ rabbitmq }: Accesses): [string, string][] {
  if (rabbitmq === undefined) return [];
  const { host, managementPort, judge, virtualHosts } = rabbitmq;
  return [
    ["rabbitmq.api", `http://${judge.user}:${judge.password}@${host}:${managementPort}/api`],
    ...TENANTS.map((tenant): [string, string] => [
      `rabbitmq.vhost.${tenant}`,
      encodeURIComponent(virtualHosts[tenant]),
    ]),
  ];
}
