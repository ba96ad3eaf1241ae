import type { LabManifest } from "@picking-labs/contracts";
import { nearest } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";

export type Selection = { ids: Set<string>; partial: boolean };

/** The checks that `--task` and `--check` choose, with what they need; all of them without either. */
export function selectChecks(
  lab: LabManifest,
  { task, check }: { task?: string; check?: string },
): Selection {
  if (task === undefined && check === undefined)
    return { ids: new Set(lab.checks.map(({ id }) => id)), partial: false };
  const chosen = [
    ...(task === undefined ? [] : checksOfTask(lab, task)),
    ...(check === undefined ? [] : [findCheck(lab, check)]),
  ];
  const ids = new Set<string>();
  const add = (id: string) => {
    if (ids.has(id)) return;
    ids.add(id);
    for (const need of lab.checks.find((candidate) => candidate.id === id)?.needs ?? []) add(need);
  };
  chosen.forEach(add);
  return { ids, partial: true };
}

function checksOfTask(lab: LabManifest, typed: string): string[] {
  const task = lab.tasks.find(({ id }) => id === typed) ?? lab.tasks[Number(typed) - 1];
  if (!task) {
    const offer = nearest(
      typed,
      lab.tasks.map(({ id }) => id),
    );
    throw new GraderError(
      "unknown-task",
      `${lab.id} has no task "${typed}"; it has ${lab.tasks.length}.${offer ? ` Did you mean ${offer}?` : ""}`,
    );
  }
  return lab.checks.filter((check) => check.task === task.id).map(({ id }) => id);
}

function findCheck(lab: LabManifest, typed: string): string {
  if (lab.checks.some(({ id }) => id === typed)) return typed;
  const offer = nearest(
    typed,
    lab.checks.map(({ id }) => id),
  );
  throw new GraderError(
    "unknown-check",
    `${lab.id} has no check "${typed}".${offer ? ` Did you mean ${offer}?` : ""}`,
  );
}
