import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkText, type Lab, loadQuiz, type Mistake } from "../catalog/index.ts";
import { asGraderError } from "../errors.ts";

/** Names in lab.yaml and in the mistakes that lead nowhere, and a quiz that nobody could be asked. */
export async function textProblems(lab: Lab, mistakes: Mistake[]): Promise<string[]> {
  const texts = await checkText(lab);
  const known = new Set(lab.manifest.checks.map(({ id }) => id));
  return [
    ...lab.manifest.checks
      .filter(({ promise }) => texts.promiseOf(promise) === "")
      .map(({ id, promise }) => `check "${id}": no text below ${promise}`),
    ...lab.manifest.checks
      .filter(({ lesson }) => !texts.anchors("lesson").has(lesson.slice("lesson.md#".length)))
      .map(({ id, lesson }) => `check "${id}": there is no ${lesson}`),
    ...mistakes.flatMap(({ name, fails, notReached, mayFail }) =>
      [...fails, ...notReached, ...mayFail]
        .filter((id) => !known.has(id))
        .map((id) => `mistake "${name}": there is no check "${id}"`),
    ),
    ...mistakes.flatMap(({ name, fails, notReached, mayFail }) =>
      mayFail
        .filter((id) => fails.includes(id) || notReached.includes(id))
        .map((id) => `mistake "${name}": "${id}" cannot be certain and stand in mayFail as well`),
    ),
    ...(await staleGolden(lab, mistakes)),
    ...(await quizProblems(lab)),
  ];
}

async function quizProblems(lab: Lab): Promise<string[]> {
  return loadQuiz(lab).then(
    () => [],
    (error) => [asGraderError(error).message],
  );
}

async function staleGolden(lab: Lab, mistakes: Mistake[]): Promise<string[]> {
  const files = await readdir(join(lab.folder, "mistakes", "golden")).catch(() => []);
  return files
    .filter((file) => !mistakes.some(({ name }) => file === `${name}.txt`))
    .map((file) => `mistakes/golden/${file} belongs to no mistake`);
}

/** Checks that fail for no mistake: nothing proves yet that they can fail. */
export function unproved(lab: Lab, mistakes: Mistake[]): string[] {
  const caught = new Set(mistakes.flatMap(({ fails }) => fails));
  const ids = lab.manifest.checks.map(({ id }) => id).filter((id) => !caught.has(id));
  return ids.length === 0 ? [] : [`${ids.length} checks fail for no mistake yet: ${ids.join(", ")}`];
}
