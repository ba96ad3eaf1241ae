import type { MistakeManifest } from "@picking-labs/contracts";
import { GraderError } from "../errors.ts";
import type { SourceFiles } from "./source-files.ts";

/** The solution with a mistake's edits. Fails loudly when the solution has moved under them. */
export function applyEdits(
  solution: SourceFiles,
  edits: MistakeManifest["edits"],
  source: string,
): SourceFiles {
  const files = new Map(solution);
  for (const [index, { file, find, replace }] of edits.entries()) {
    const text = files.get(file)?.toString("utf8");
    const complain = (what: string) => {
      throw new GraderError("manifest-broken", `${source}: edit ${index + 1}: ${what}`, {
        cure: "The solution has moved since the mistake was written: write the edit anew.",
      });
    };
    if (text === undefined) return complain(`the solution has no ${file}.`);
    const places = text.split(find).length - 1;
    if (places !== 1) complain(`its text stands ${places} times in solution/${file}, it must stand once.`);
    files.set(file, Buffer.from(text.replace(find, () => replace)));
  }
  return files;
}
