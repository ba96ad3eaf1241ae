import { nearest } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";
import { isInstalled, type ServiceChoice, serviceChoice } from "../services/choice/index.ts";
import {
  type KeptService,
  type ServiceKeeper,
  type ServiceKeepers,
  warmServices,
} from "../services/index.ts";
import type { Context } from "./context.ts";
import type { ServicesFlags } from "./services-flag.ts";
import { keptText, logText } from "./services-text.ts";

type Asked = { name: "rabbitmq"; keepers: ServiceKeepers; choice: ServiceChoice };
type Act = (context: Context, asked: Asked) => Promise<void>;

/** `services up|status|down|logs [names]`. */
export async function services(
  context: Context,
  flags: ServicesFlags,
  word: string,
  ...names: string[]
): Promise<number> {
  const act = acts.get(word);
  if (act === undefined)
    throw new GraderError("bad-option", `"${word}" is not one of up, status, down and logs.`);
  const choice = serviceChoice(flags.services, context.env);
  const known = Object.keys(warmServices);
  for (const name of names.length > 0 ? names : known) {
    const keepers = warmServices[name];
    if (keepers === undefined) {
      const offer = nearest(name, known);
      const hint = offer === undefined ? ` There is ${known.join(", ")}.` : ` Did you mean ${offer}?`;
      throw new GraderError("bad-option", `No service "${name}" stays up between grades.${hint}`);
    }
    await act(context, { name: name as Asked["name"], keepers, choice });
  }
  return 0;
}

const actions: Record<string, Act> = {
  async up({ out, place, signal }, { name, keepers, choice }) {
    const keeper = await keepers[providerFor(name, choice)]();
    const kept = await keeper.up(place.state, signal, (text) => out.write(`${text} …\n`));
    out.write(`${keptText(name, kept, Date.now())}\n`);
  },
  async status({ out, place }, { name, keepers, choice }) {
    const found = await ofEach(keepers, choice, (keeper) => keeper.status(place.state));
    const kept = found.flatMap(({ result }) => result);
    if (kept.length === 0) out.write(`${name}: not up; the first grade that needs it starts it\n`);
    for (const one of kept) out.write(`${keptText(name, one, Date.now())}\n`);
  },
  async down({ out, place }, { name, keepers, choice }) {
    const found = await ofEach(keepers, choice, (keeper) => keeper.down(place.state));
    const ended = found.filter(({ result }) => result);
    if (ended.length === 0) out.write(`${name}: was not up\n`);
    for (const { provider } of ended) out.write(`${name}: ended (${provider})\n`);
  },
  async logs({ out, place }, { name, keepers, choice }) {
    const found = await ofEach(keepers, choice, (keeper) => keeper.log(place.state));
    const written = found.filter(({ result }) => result.length > 0);
    if (written.length === 0) out.write(`${logText(name, [])}\n`);
    for (const { provider, result } of written) out.write(`${logText(`${name} (${provider})`, result)}\n`);
  },
};
const acts = new Map(Object.entries(actions));

/** What each keeper answers that the choice leaves; on a machine that has had both, both may have one up. */
async function ofEach<T>(
  keepers: ServiceKeepers,
  choice: ServiceChoice,
  ask: (keeper: ServiceKeeper) => Promise<T>,
): Promise<{ provider: KeptService["provider"]; result: T }[]> {
  const providers = (["native", "docker"] as const).filter((one) => choice === "auto" || choice === one);
  return Promise.all(
    providers.map(async (provider) => ({ provider, result: await ask(await keepers[provider]()) })),
  );
}

/** Who starts it: as for a grade, a server of this machine where there is one. */
function providerFor(name: Asked["name"], choice: ServiceChoice): KeptService["provider"] {
  if (choice === "native" || choice === "docker") return choice;
  if (choice === "external")
    throw new GraderError("bad-option", "Servers that a URL names are started by those who keep them.");
  return isInstalled(name) ? "native" : "docker";
}
