import { z } from "zod";
import { SCHEMA_VERSION } from "./versions.ts";

const choice = z.strictObject({
  text: z.string().min(1),
  /** One choice of each question has it. */
  right: z.literal(true).optional(),
  /** Told at once to who takes this choice: why it is right, or what it leads to. */
  because: z.string().min(1),
});

const question = z
  .strictObject({
    id: z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/),
    question: z.string().min(1),
    /** Word of the glossary that a right answer makes known, and what it means. */
    term: z.string().min(1),
    definition: z.string().min(1),
    choices: z.array(choice).min(2).max(6),
  })
  .refine(({ choices }) => choices.filter(({ right }) => right).length === 1, {
    message: "exactly one choice is right",
    path: ["choices"],
  });

/** `quiz.yaml` of a lab. */
export const quiz = z
  .strictObject({ schema: z.literal(SCHEMA_VERSION), questions: z.array(question).min(1) })
  .refine(({ questions }) => new Set(questions.map(({ id }) => id)).size === questions.length, {
    message: "no id stands there twice",
    path: ["questions"],
  });

export type Quiz = z.infer<typeof quiz>;
