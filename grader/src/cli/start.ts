import { join, relative } from "node:path";
import { GraderError } from "../errors.ts";
import { command } from "./command.ts";

export const startCommand = command<Record<never, never>, [string]>(
  "Begin a lab: copy its starter to your work folder",
  {
    positional: {
      kind: "tuple",
      parameters: [{ brief: "The lab: lab-05, 5 or its whole name", parse: String, placeholder: "lab" }],
    },
    flags: {},
  },
  async () =>
    async ({ place, out }, _flags, typed) => {
      const { findLab, loadLab } = await import("../catalog/index.ts");
      const { startWork } = await import("../workspace/index.ts");
      const lab = await loadLab(place.labs, await findLab(place.labs, typed));
      const work = relative(place.root, join(lab.folder, "work"));
      if (!(await startWork(lab))) throw new GraderError("work-exists", `${work} is there already.`);
      out.write(
        `${work} holds the starter now. Read ${relative(place.root, lab.folder)}/README.md, work in ${work}/src, then: npm run grade ${typed}\n`,
      );
      return 0;
    },
);
