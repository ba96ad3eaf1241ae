import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { findLab, loadLab, type Place } from "../../catalog/index.ts";
import { GraderError } from "../../errors.ts";
import { rejectOnAbort } from "../../reject-on-abort.ts";
import { startOpenApp } from "../../sandbox/by-hand/index.ts";
import { createProcesses, isFree } from "../../sandbox/index.ts";
import type { ServiceChoice, StartedServices } from "../../services/index.ts";
import { createRunDirectory, runInPlace } from "../../workspace/index.ts";
import { appEnvironment } from "../app-environment.ts";
import { openDoors, serveControl } from "../faults/index.ts";
import { servicesFor } from "../services-for.ts";
import { sweep } from "../sweep.ts";
import { keepApp } from "./keep-app.ts";
import { offers } from "./offers.ts";
import { readSources } from "./read-sources.ts";
import { watchFolder } from "./watch-folder.ts";

const HOST = "127.0.0.1";

export type DevRequest = {
  place: Place;
  /** As the user typed it. */
  lab: string;
  port: number;
  inspect: boolean;
  services: ServiceChoice;
  signal: AbortSignal;
  on: DevEvents;
};

export type DevEvents = {
  /** Something happens that its author wants to know of. */
  told(text: string): void;
  /** Everything around the app is up; it starts now. */
  begun(session: {
    title: string;
    url: string;
    work: string;
    env: Record<string, string>;
    offers: string[];
    services: StartedServices["list"];
  }): void;
  /** A line of the app, as it wrote it. */
  line(line: string): void;
};

/** Runs the learner's own files, again after each change, on services of this session's own, until it is stopped. */
export async function runDev({ place, port, inspect, services, signal, on, ...asked }: DevRequest) {
  const lab = await loadLab(place.labs, await findLab(place.labs, asked.lab));
  const { manifest } = lab;
  const work = join(lab.folder, "work");
  const shown = relative(place.root, work);
  if (!existsSync(work))
    throw new GraderError("work-missing", `${shown} is not there: the lab is not begun.`);
  if (!(await isFree(port)))
    throw new GraderError("port-taken", `Something listens on port ${port} of ${HOST} already.`);
  await sweep(place);
  await using run = await createRunDirectory(join(place.state, "runs"));
  await using processes = createProcesses(run.id);
  const { text, start } = await servicesFor(lab, services, {
    ...{ place, runId: run.id, processes, signal, onBegun: () => {} },
    tell: (told) => on.told(`${told} …`),
  });
  if (manifest.services.length > 0) on.told(`${text} …`);
  await using started = await start();
  signal.throwIfAborted();
  await using doors = await openDoors(started);
  await using _control = await serveControl(run.path, manifest.id, (request) => {
    const done = doors.play(request);
    if (done !== undefined) on.told(`fault: ${done}`);
    return done;
  }).catch((error: Error) => {
    // The path of a socket may have a hundred characters, and the app can do without.
    on.told(`\`npm run fault\` does not reach this app: ${error.message}`);
    return null;
  });
  const url = `http://${HOST}:${port}`;
  const appEnv = { ...appEnvironment(manifest.env, started, doors.addresses), HOST, PORT: String(port) };
  on.begun({
    ...{ title: manifest.title, url, work: shown, env: appEnv, services: started.list },
    offers: offers(lab, url, started),
  });
  using watch = watchFolder(work);
  const words = [...(inspect ? [`--inspect=${HOST}`] : []), ...runInPlace(), manifest.entry];
  await using app = keepApp({
    read: () => readSources(lab, place, shown),
    watch,
    start: () =>
      startOpenApp({
        ...{ processes, words, cwd: work, env: appEnv, port, onLine: on.line },
        bootMs: manifest.limits.bootSeconds * 1000,
      }),
    tell: on.told,
  });
  await Promise.race([
    app.run(),
    started.lost.then((error) => {
      throw error;
    }),
    rejectOnAbort(signal),
  ]);
}
