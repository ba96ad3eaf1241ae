import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { TargetKind } from "@picking-labs/contracts";
import { type Lab, loadMistakes, nearest, type Place } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";
import { applyEdits } from "./apply-edits.ts";
import { readGitRef } from "./git-ref.ts";
import { readSourceFiles, type SourceFiles, sourceDigest } from "./source-files.ts";
import { startWork } from "./start-work.ts";

/** What is graded, read whole into memory, so that edits made while the run goes on do not matter. */
export type Target = {
  kind: TargetKind;
  name: string;
  shown: string;
  files: SourceFiles;
  digest: string;
  notices: string[];
};

/** Reads what `--target` names; without it the learner's `work/`, which is begun from the starter when there is none. */
export async function readTarget(place: Place, lab: Lab, option = "work"): Promise<Target> {
  const { kind, name, folder, notices = [] } = await locate(place, lab, option);
  const shown = folder === undefined ? name : relative(place.root, folder) || ".";
  const { files, left } =
    kind === "mistake"
      ? { files: await mistakeFiles(lab, name), left: [] }
      : folder === undefined
        ? {
            files: await readGitRef(place.root, name, join(relative(place.root, lab.folder), "work")),
            left: [],
          }
        : await readSourceFiles(folder, shown);
  const entry = lab.manifest.entry;
  if (!files.has(entry))
    throw new GraderError("work-empty", `There is no ${entry} in ${shown}, so there is nothing to start.`);
  if (left.length > 0)
    notices.push(
      `Not taken along (links and other file types are not graded): ${left.slice(0, 5).join(", ")}`,
    );
  return { kind, name, shown, files, digest: sourceDigest(files), notices };
}

type Location = { kind: TargetKind; name: string; folder?: string; notices?: string[] };

async function locate(place: Place, lab: Lab, option: string): Promise<Location> {
  if (option === "work") {
    const begun = await startWork(lab);
    const shown = relative(place.root, join(lab.folder, "work"));
    const notices = begun
      ? [`There was no ${shown} yet: it now holds a copy of the starter. Work there.`]
      : [];
    return { kind: "work", name: "work", folder: join(lab.folder, "work"), notices };
  }
  if (option === "solution" || option === "starter")
    return { kind: option, name: option, folder: join(lab.folder, option) };
  const [, kind, name] = /^(mistake|alternative):(.+)$/.exec(option) ?? [];
  if (kind === "mistake" && name) return { kind, name };
  if (kind === "alternative" && name) {
    const alternatives = join(lab.folder, "alternatives");
    await expectOneOf(kind, name, await readdir(alternatives).catch(() => []));
    return { kind, name, folder: join(alternatives, name) };
  }
  const folder = resolve(place.root, option);
  if (existsSync(folder)) return { kind: "path", name: option, folder };
  return { kind: "git-ref", name: option };
}

async function mistakeFiles(lab: Lab, name: string): Promise<SourceFiles> {
  const mistakes = await loadMistakes(lab);
  await expectOneOf(
    "mistake",
    name,
    mistakes.map((mistake) => mistake.name),
  );
  const { files } = await readSourceFiles(join(lab.folder, "solution"), "solution");
  const mistake = mistakes.find((candidate) => candidate.name === name);
  return applyEdits(files, mistake?.edits ?? [], `${lab.name}/mistakes/${name}.yaml`);
}

async function expectOneOf(kind: string, name: string, names: string[]) {
  if (names.includes(name)) return;
  const offer = nearest(name, names);
  throw new GraderError(
    "unknown-target",
    `This lab has no ${kind} "${name}".${offer ? ` Did you mean ${offer}?` : ""}`,
  );
}
