import { join, resolve } from "node:path";

/** Where labs and state live. The environment may point elsewhere, as the grader's own tests do. */
export type Place = {
  root: string;
  /** One folder per lab. */
  labs: string;
  /** Attempts, reports, running grades: `.labs/`, never committed. */
  state: string;
};

export function placeOf(root: string, env: NodeJS.ProcessEnv): Place {
  return {
    root,
    labs: resolve(root, env.PICKING_LABS_DIR ?? "labs"),
    state: resolve(root, env.PICKING_LABS_STATE ?? join(root, ".labs")),
  };
}
