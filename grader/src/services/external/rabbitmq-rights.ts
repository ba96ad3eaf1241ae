import { GraderError } from "../../errors.ts";
import { assertNotTooOld } from "../minimum-versions.ts";
import type { Management } from "../rabbitmq/index.ts";

type Overview = { rabbitmq_version: string; listeners?: { protocol: string; port: number }[] };

/**
 * Looks at everything that a run will need before it changes anything. `?amqp=PORT` in the URL says where AMQP is
 * reached, if not by the port that the broker listens on.
 * @throws GraderError `cannot-judge-here` with each thing that is missing
 */
export async function checkRabbitmq(
  { ask, must }: Management,
  options: URLSearchParams,
): Promise<{ version: string; amqpPort: number }> {
  const who = await ask("GET", "/whoami");
  if (who.status === 401) throw missing(["it does not know this user or password"]);
  // A list since 3.9; before, words with commas between them.
  if (
    !String((who.body as { tags?: unknown })?.tags)
      .split(",")
      .includes("administrator")
  )
    throw missing(["its user is no administrator, and a run must make virtual hosts and users of its own"]);
  const { rabbitmq_version: version, listeners = [] } = (await must("GET", "/overview")) as Overview;
  assertNotTooOld("rabbitmq", version);
  const amqpPort = Number(options.get("amqp") ?? listeners.find(({ protocol }) => protocol === "amqp")?.port);
  const alarms = await ask("GET", "/health/checks/alarms");
  const wanting = [
    ...(Number.isInteger(amqpPort) ? [] : ["it does not listen for AMQP without TLS"]),
    ...(alarms.status === 503 ? ["it is short of memory or disk, and stops those who publish"] : []),
  ];
  if (wanting.length > 0) throw missing(wanting);
  return { version, amqpPort };
}

const missing = (what: string[]) =>
  new GraderError(
    "cannot-judge-here",
    `The RabbitMQ that PICKING_LABS_RABBITMQ_URL names cannot be used: ${what.join("; ")}.`,
  );
