import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LabManifest } from "@picking-labs/contracts";
import type { z } from "zod";
import { GraderError } from "../errors.ts";
import { keep, readKept } from "../kept-json.ts";
import { digestFolder } from "./digest.ts";
import { parseYamlAs } from "./parse-yaml.ts";

/** One lab: its manifest, checked, and its folder. */
export type Lab = { folder: string; name: string; manifest: LabManifest };

type Kept = { key: string; manifest: LabManifest };

/**
 * Reads and checks one lab's manifest.
 * @param cache a folder that keeps the checked manifest: to load the parsers for it takes longer than all else that must
 *   happen before services can start
 */
export async function loadLab(labs: string, name: string, cache?: string): Promise<Lab> {
  const folder = join(labs, name);
  const text = await readFile(join(folder, "lab.yaml"), "utf8");
  const read = () => readManifest(text, name);
  return { folder, name, manifest: cache === undefined ? await read() : await kept(cache, name, text, read) };
}

async function readManifest(text: string, name: string): Promise<LabManifest> {
  const { labManifest } = await import("@picking-labs/contracts");
  const manifest = await parseYamlAs(labManifest as z.ZodType<LabManifest>, text, `${name}/lab.yaml`);
  if (manifest.id !== name)
    throw new GraderError(
      "manifest-broken",
      `${name}/lab.yaml: id is "${manifest.id}", the folder is "${name}".`,
    );
  return manifest;
}

/** The manifest that was made of the same text by the same contracts; only one that is in order is kept. */
async function kept(cache: string, name: string, text: string, read: () => Promise<LabManifest>) {
  const contracts = dirname(fileURLToPath(import.meta.resolve("@picking-labs/contracts")));
  const key = createHash("sha256")
    .update(JSON.stringify([name, text, await digestFolder(contracts, ["."])]))
    .digest("base64url");
  const found = (await readKept(cache, `manifest-${name}`)) as Kept | null | undefined;
  if (found?.key === key) return found.manifest;
  const manifest = await read();
  await keep(cache, `manifest-${name}`, { key, manifest } satisfies Kept);
  return manifest;
}
