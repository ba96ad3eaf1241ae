import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LabManifest, labManifest } from "@picking-labs/contracts";
import type { z } from "zod";
import { GraderError } from "../errors.ts";
import { parseYamlAs } from "./parse-yaml.ts";

/** One lab: its manifest, checked, and its folder. */
export type Lab = { folder: string; name: string; manifest: LabManifest };

export async function loadLab(labs: string, name: string): Promise<Lab> {
  const folder = join(labs, name);
  const manifest = parseYamlAs(
    labManifest as z.ZodType<LabManifest>,
    await readFile(join(folder, "lab.yaml"), "utf8"),
    `${name}/lab.yaml`,
  );
  if (manifest.id !== name)
    throw new GraderError(
      "manifest-broken",
      `${name}/lab.yaml: id is "${manifest.id}", the folder is "${name}".`,
    );
  return { folder, name, manifest };
}
