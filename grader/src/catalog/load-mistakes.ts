import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MistakeManifest } from "@picking-labs/contracts";
import type { z } from "zod";
import type { Lab } from "./load-lab.ts";
import { parseYamlAs } from "./parse-yaml.ts";

export type Mistake = MistakeManifest & { name: string };

/** Every mistake of a lab, by name. */
export async function loadMistakes(lab: Lab): Promise<Mistake[]> {
  const folder = join(lab.folder, "mistakes");
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(".yaml")).sort();
  const { mistakeManifest } = await import("@picking-labs/contracts");
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -".yaml".length),
      ...(await parseYamlAs(
        mistakeManifest as z.ZodType<MistakeManifest>,
        await readFile(join(folder, file), "utf8"),
        `${lab.name}/mistakes/${file}`,
      )),
    })),
  );
}
