/** Which mistakes the gate proves. */
export const MISTAKES = ["every", "one-a-check"] as const;

export type Mistakes = (typeof MISTAKES)[number];
