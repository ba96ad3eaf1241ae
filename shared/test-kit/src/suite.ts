import type { CheckRecord, SuiteContext, SuitePlan } from "@picking-labs/contracts";
import { ENOUGH_WORKPLACES, workplacesIn } from "@picking-labs/contracts/workplaces";
import { inject } from "vitest";
import { type BrokerKeeper, createBrokerKeeper } from "./amqp/index.ts";
import { type Cloning, createCloning } from "./judge-database/index.ts";
import { GraderLink, RUN_LIMIT_MS } from "./link.ts";
import { createRedisKeeper, type RedisKeeper } from "./redis/index.ts";
import { Semaphore } from "./semaphore.ts";
import { Sites } from "./workplace.ts";

declare module "vitest" {
  interface ProvidedContext {
    "picking-labs": SuitePlan;
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
  /** undefined in a lab without Redis. */
  keeper: RedisKeeper | undefined;
  /** undefined in a lab without RabbitMQ. */
  brokerKeeper: BrokerKeeper | undefined;
};

let current: { channel: string; link: GraderLink; suite: Promise<Suite> } | undefined;

/** The suite of the run that this worker works for now; a worker may serve several runs, one after the other. */
export function currentSuite(): Promise<Suite> {
  const plan = inject("picking-labs");
  if (current?.channel === plan.channel) return current.suite;
  current?.link.close();
  const link = new GraderLink(plan.channel);
  current = { channel: plan.channel, link, suite: joinRun(plan, link) };
  return current.suite;
}

async function joinRun(plan: SuitePlan, link: GraderLink): Promise<Suite> {
  const surroundings = await link.ask({ ask: "surroundings" }, RUN_LIMIT_MS);
  return createSuite({ ...plan, ...surroundings }, link);
}

export function createSuite(context: SuiteContext, link: GraderLink): Suite {
  const { postgres, redis, rabbitmq } = context;
  const workplaces = redis === undefined ? ENOUGH_WORKPLACES : workplacesIn(redis);
  // Where there are few, a check waits for its turn before its time counts, and none is kept for an heir, who may have to
  // wait for somebody who needs one.
  const few = workplaces < ENOUGH_WORKPLACES;
  return {
    context,
    link,
    slots: new Semaphore(few ? Math.max(1, Math.min(AT_ONCE, workplaces)) : AT_ONCE),
    sites: new Sites(few ? [] : context.selected),
    cloning: postgres === undefined ? undefined : createCloning(postgres),
    keeper: redis === undefined ? undefined : createRedisKeeper(redis),
    brokerKeeper: rabbitmq === undefined ? undefined : createBrokerKeeper(rabbitmq),
  };
}
