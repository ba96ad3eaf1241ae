import type { CheckRecord, SuiteContext } from "@picking-labs/contracts";
import { inject } from "vitest";
import { type Cloning, createCloning } from "./judge-database/index.ts";
import { GraderLink } from "./link.ts";
import { Semaphore } from "./semaphore.ts";
import { Sites } from "./workplace.ts";

declare module "vitest" {
  interface ProvidedContext {
    "picking-labs": SuiteContext;
  }
  interface TaskMeta {
    picking?: CheckRecord;
  }
}

/** Checks that run at once. Most of them wait most of the time; how many apps start at once is the grader's to limit. */
export const AT_ONCE = 16;

/** What the checks of one worker share in one run. */
export type Suite = {
  context: SuiteContext;
  link: GraderLink;
  slots: Semaphore;
  sites: Sites;
  /** undefined in a lab without Postgres. */
  cloning: Cloning | undefined;
};

let current: Suite | undefined;

/** The suite of the run that this worker works for now; a worker may serve several runs, one after the other. */
export function currentSuite(): Suite {
  const context = inject("picking-labs");
  if (current?.context.channel === context.channel) return current;
  current?.link.close();
  current = createSuite(context);
  return current;
}

export function createSuite(context: SuiteContext): Suite {
  const { channel, postgres } = context;
  return {
    context,
    link: new GraderLink(channel),
    slots: new Semaphore(AT_ONCE),
    sites: new Sites(context.selected),
    cloning: postgres === undefined ? undefined : createCloning(postgres),
  };
}
