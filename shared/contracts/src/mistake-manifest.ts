import { z } from "zod";

const edit = z.strictObject({
  /** File inside `solution/`. */
  file: z.string().regex(/^src\/[\w./-]+$/),
  /** Text that stands exactly once in the file. */
  find: z.string().min(1),
  replace: z.string(),
});

/** `mistakes/NAME.yaml`: one wrong belief as edits to the solution, and the checks that must tell. */
export const mistakeManifest = z.strictObject({
  /** The belief in the learner's own words, one or two sentences. */
  believes: z.string().min(10).max(300),
  edits: z.array(edit).min(1),
  /** Exactly the checks that fail. */
  fails: z.array(z.string()).min(1),
  /** Exactly the checks that then cannot be reached. */
  notReached: z.array(z.string()).default([]),
  /** Checks that fail, or cannot be reached, only when the moment is right: the mistake is a race. None of those above. */
  mayFail: z.array(z.string()).default([]),
});

export type MistakeManifest = z.infer<typeof mistakeManifest>;
