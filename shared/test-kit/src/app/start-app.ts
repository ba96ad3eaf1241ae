import type { AppStarted } from "@picking-labs/contracts";
import { CheckFailure } from "../check-failure.ts";
import type { Recorder } from "../evidence/index.ts";
import { AppFault, type GraderLink } from "../link.ts";
import type { Scope } from "../scope.ts";
import { type AttachedApp, attachApp } from "./attach-app.ts";

/** A start has its own limit in the grader (`bootSeconds`, at most 60 s); beyond this the grader itself hangs. */
const START_LIMIT_MS = 90_000;

type Surroundings = { name: string; turn: number; link: GraderLink; recorder: Recorder; scope: Scope };

/**
 * Starts an app of the check's own and joins it to the check.
 * @param env over the lab's own; `undefined` removes a name
 * @param keeper whoever stops it, the check itself unless others may use it afterwards
 * @throws CheckFailure when it does not start as promised
 */
export async function startApp(
  env: Record<string, string | undefined>,
  surroundings: Surroundings,
  keeper: Scope = surroundings.scope,
): Promise<{ app: AttachedApp; started: AppStarted }> {
  const { name, turn, link, recorder, scope } = surroundings;
  const started = await link
    .ask({ ask: "start-app", request: { name, env, turn } }, START_LIMIT_MS)
    .catch(blame(surroundings));
  recorder.see({ kind: "process", app: name, text: `started in ${Math.round(started.bootMs)} ms` });
  keeper.onEnd(`${name} could not be stopped`, () =>
    link.ask({ ask: "stop-app", instance: started.instance }),
  );
  const app = attachApp(started, { name, shared: false, joined: false, link, recorder, scope });
  scope.onEnd(`${name} could not be left`, async () => app.detach());
  return { app, started };
}

/** Joins an app that an earlier check has started and left. */
export function joinLeftApp(started: AppStarted, surroundings: Surroundings): AttachedApp {
  const { name, recorder, scope } = surroundings;
  recorder.see({ kind: "process", app: name, text: "is the app of an earlier check, which passed" });
  const app = attachApp(started, { ...surroundings, shared: false, joined: true });
  scope.onEnd(`${name} could not be left`, async () => app.detach());
  return app;
}

/** Joins the app that the checks of a run share; the grader starts it when it does not run. */
export async function joinSharedApp(surroundings: Surroundings): Promise<AttachedApp> {
  const { name, link, recorder, scope } = surroundings;
  const started = await link.ask({ ask: "shared-app" }, START_LIMIT_MS).catch(blame(surroundings));
  const app = attachApp(started, { name, shared: true, joined: true, link, recorder, scope });
  scope.onEnd(`${name} could not be left`, async () => app.detach());
  return app;
}

function blame({ name, recorder }: Surroundings): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof AppFault)) throw error;
    for (const line of error.output) recorder.see({ kind: "log", app: name, stream: "stderr", line });
    throw new CheckFailure(error.message);
  };
}
