import { nearest } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";
import { type WarmService, warmServices } from "../services/index.ts";
import type { Context } from "./context.ts";

type Kept = Awaited<ReturnType<WarmService["up"]>>;
type Act = (context: Context, name: string, service: WarmService) => Promise<void>;

/** `services up|status|down|logs [names]`. */
export async function services(
  context: Context,
  _flags: object,
  word: string,
  ...names: string[]
): Promise<number> {
  const act = acts.get(word);
  if (act === undefined)
    throw new GraderError("bad-option", `"${word}" is not one of up, status, down and logs.`);
  const known = Object.keys(warmServices);
  for (const name of names.length > 0 ? names : known) {
    const load = warmServices[name];
    if (load === undefined) {
      const offer = nearest(name, known);
      const hint = offer === undefined ? ` There is ${known.join(", ")}.` : ` Did you mean ${offer}?`;
      throw new GraderError("bad-option", `No service "${name}" stays up between grades.${hint}`);
    }
    await act(context, name, await load());
  }
  return 0;
}

const actions: Record<string, Act> = {
  async up({ out, place, signal }, name, service) {
    const kept = await service.up(place.state, signal, (text) => out.write(`${text} …\n`));
    out.write(`${shown(name, kept)}\n`);
  },
  async status({ out, place }, name, service) {
    const kept = await service.status(place.state);
    out.write(
      `${kept === undefined ? `${name}: not up; the first grade that needs it starts it` : shown(name, kept)}\n`,
    );
  },
  async down({ out, place }, name, service) {
    out.write(`${name}: ${(await service.down(place.state)) ? "ended" : "was not up"}\n`);
  },
  async logs({ out, place }, name, service) {
    const lines = service.log(place.state);
    out.write(
      `${name}: ${lines.length === 0 ? "has written nothing" : `its last lines\n${lines.join("\n")}`}\n`,
    );
  },
};
const acts = new Map(Object.entries(actions));

function shown(name: string, { version, pid, ports, sockets, startedAt, leases, idleLeftMs }: Kept): string {
  const minutes = (ms: number) =>
    ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
  const lines = [
    `${name}: ${version === undefined ? "starting" : `${version} (native)`}, process ${pid}, up for ${minutes(Date.now() - startedAt)}`,
    `  ${leases === 0 ? `nobody uses it; it ends in ${minutes(idleLeftMs ?? 0)}` : `${leases} ${leases === 1 ? "run uses" : "runs use"} it`}`,
    ...(ports ? [`  AMQP on 127.0.0.1:${ports.amqp}, ${sockets.amqp}`] : []),
    ...(ports ? [`  HTTP API on 127.0.0.1:${ports.management}, ${sockets.management}`] : []),
  ];
  return lines.join("\n");
}
