import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import type { MistakeManifest, TargetKind } from "@picking-labs/contracts";
import { type Lab, loadMistakes, nearest, type Place } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";
import { applyEdits } from "./apply-edits.ts";
import { findCommit, readCommit } from "./git-ref.ts";
import { readSourceFiles, type SourceFiles, sourceDigest } from "./source-files.ts";
import { startWork } from "./start-work.ts";

/** What is graded, read whole into memory, so that edits made while the run goes on do not matter. */
export type Target = {
  kind: TargetKind;
  name: string;
  files: SourceFiles;
  digest: string;
  notices: string[];
};

/** Where a target is: a folder, a commit that holds the work folder, or edits to the solution. */
type Location = { kind: TargetKind; name: string } & (
  | { folder: string; begun?: boolean }
  | { commit: string }
  | { edits: MistakeManifest["edits"] }
);

/** Reads what `--target` names; without it the learner's `work/`, which is begun from the starter when there is none. */
export async function readTarget(place: Place, lab: Lab, option = "work"): Promise<Target> {
  const location = await locate(place, lab, option);
  const { kind, name } = location;
  const shown = "folder" in location ? relative(place.root, location.folder) || "." : name;
  const { files, left } = await readLocation(lab, location, shown);
  const { entry } = lab.manifest;
  if (!files.has(entry)) throw nothingToStart(location, entry, shown);
  const notices = [
    ...("begun" in location && location.begun
      ? [`There was no ${shown} yet: it now holds a copy of the starter. Work there.`]
      : []),
    ...(left.length > 0
      ? [`Not taken along (links and other file types are not graded): ${left.slice(0, 5).join(", ")}`]
      : []),
  ];
  return {
    kind,
    name: kind === "path" ? portable(shown) : name,
    files,
    digest: sourceDigest(files),
    notices,
  };
}

/** Reports hold no path of this machine outside of the checkout. */
const portable = (path: string) => (path.startsWith("..") ? basename(path) : path);

async function readLocation(lab: Lab, location: Location, shown: string) {
  if ("folder" in location) return readSourceFiles(location.folder, shown);
  if ("commit" in location) return readCommit(lab.folder, location.commit, "work", shown);
  const { files } = await readSourceFiles(join(lab.folder, "solution"), "solution");
  const source = `${lab.name}/mistakes/${location.name}.yaml`;
  return { files: applyEdits(files, location.edits, source), left: [] };
}

function nothingToStart(location: Location, entry: string, shown: string): GraderError {
  if ("commit" in location)
    return new GraderError("work-empty", `The commit ${shown} has no work folder with ${entry} in it.`, {
      cure: "Commit your work folder first, or grade without --target.",
    });
  return new GraderError("work-empty", `There is no ${entry} in ${shown}, so there is nothing to start.`);
}

async function locate(place: Place, lab: Lab, option: string): Promise<Location> {
  if (option === "work") {
    const begun = await startWork(lab);
    return { kind: "work", name: "work", folder: join(lab.folder, "work"), begun };
  }
  if (option === "solution" || option === "starter")
    return { kind: option, name: option, folder: join(lab.folder, option) };
  const [, kind, name = ""] = /^(mistake|alternative):(.+)$/.exec(option) ?? [];
  if (kind === "mistake") {
    const mistakes = await loadMistakes(lab);
    expectOneOf(
      kind,
      name,
      mistakes.map((mistake) => mistake.name),
    );
    const mistake = mistakes.find((candidate) => candidate.name === name);
    return { kind, name, edits: mistake?.edits ?? [] };
  }
  if (kind === "alternative") {
    const alternatives = join(lab.folder, "alternatives");
    expectOneOf(kind, name, await readdir(alternatives).catch(() => []));
    return { kind, name, folder: join(alternatives, name) };
  }
  const folder = resolve(place.root, option);
  if (existsSync(folder)) return { kind: "path", name: option, folder };
  const commit = await findCommit(lab.folder, option);
  if (commit !== undefined) return { kind: "git-ref", name: option, commit };
  throw unknownTarget(
    `"${option}" is no target, no folder and no commit of this repository.`,
    nearest(option, NAMED),
  );
}

const NAMED = ["work", "solution", "starter"];

function expectOneOf(kind: string, name: string, names: string[]) {
  if (!names.includes(name)) throw unknownTarget(`This lab has no ${kind} "${name}".`, nearest(name, names));
}

const unknownTarget = (what: string, offer: string | undefined) =>
  new GraderError("unknown-target", `${what}${offer === undefined ? "" : ` Did you mean ${offer}?`}`);
