import { relative } from "node:path";
import { command } from "./command.ts";

export const labsCommand = command<Record<never, never>, [string?]>(
  "List the labs, or the tasks and checks of one",
  {
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "A lab, for its tasks and checks", parse: String, placeholder: "lab", optional: true },
      ],
    },
    flags: {},
  },
  async () =>
    async ({ place, out }, _flags, typed) => {
      const { findLab, listLabs, loadLab } = await import("../catalog/index.ts");
      if (typed === undefined) {
        for (const name of await listLabs(place.labs)) {
          const { manifest } = await loadLab(place.labs, name);
          out.write(
            `${name.padEnd(28)} ${manifest.title} · session ${manifest.session}, about ${manifest.minutes} minutes\n`,
          );
        }
        return 0;
      }
      const { folder, manifest } = await loadLab(place.labs, await findLab(place.labs, typed));
      for (const [index, task] of manifest.tasks.entries()) {
        out.write(
          `\n${index + 1}  ${task.title}  (${task.id}, ${task.points} points${task.stretch ? ", stretch" : ""})\n`,
        );
        for (const check of manifest.checks.filter((candidate) => candidate.task === task.id))
          out.write(`   ${check.id.padEnd(34)} ${check.title}  ${check.points}\n`);
      }
      const lab = relative(place.root, folder);
      out.write(
        `\nRead ${lab}/README.md, work in ${lab}/work; npm run grade ${typed} judges what is there.\n`,
      );
      return 0;
    },
);
