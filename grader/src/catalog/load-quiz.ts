import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Quiz } from "@picking-labs/contracts";
import type { z } from "zod";
import type { Lab } from "./load-lab.ts";
import { parseYamlAs } from "./parse-yaml.ts";

/** The quiz of a lab, or undefined when it has none. Throws `manifest-broken` for one that cannot be asked. */
export async function loadQuiz(lab: Lab): Promise<Quiz | undefined> {
  const text = await readFile(join(lab.folder, "quiz.yaml"), "utf8").catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { quiz } = await import("@picking-labs/contracts");
  return parseYamlAs(quiz as z.ZodType<Quiz>, text, `${lab.name}/quiz.yaml`);
}
