import { z } from "zod";
import { capability } from "./capabilities.ts";
import { CAPABILITIES, type Capability } from "./capability-names.ts";

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,59}$/, "use lower-case letters, digits and dashes, starting with a letter");
const anchor = (file: string) =>
  z.string().regex(new RegExp(`^${file}\\.md#[a-z0-9-]+$`), `write ${file}.md#anchor-of-a-heading`);

const taskManifest = z.strictObject({
  id: slug,
  title: z.string().min(3).max(80),
  points: z.int().min(1).max(100),
  /** Beyond the core that the pass mark asks for. */
  stretch: z.boolean().default(false),
});

const checkManifest = z.strictObject({
  id: slug,
  /** Id of the task whose points this check brings. */
  task: slug,
  points: z.int().min(1).max(100),
  title: z.string().min(8).max(100),
  hint: z.string().min(8).max(400),
  promise: anchor("README"),
  lesson: anchor("lesson"),
  /** Checks that must pass before this one can tell anything. */
  needs: z.array(slug).default([]),
  /** What the check asks of a server beyond what every server of that kind allows. */
  requires: z.array(capability).default([]),
});

/** What Node's permission model allows the learner's app on top of network and reading its own files. */
const permissions = z.strictObject({
  workers: z.boolean().default(false),
  childProcesses: z.boolean().default(false),
  writes: z.boolean().default(false),
});

const limits = z.strictObject({
  /** Resident memory of the whole process group, in MiB. */
  memoryMb: z.int().min(64).max(4096).default(512),
  /** CPU time of one app process group, in seconds. */
  cpuSeconds: z.int().min(1).max(600).default(60),
  /** Bytes of stdout and stderr together that one app may write, in KiB. */
  outputKb: z.int().min(16).max(65536).default(8192),
  /** From start until `/ping` answers, in seconds. */
  bootSeconds: z.int().min(1).max(60).default(15),
  /** The whole suite, in seconds; beyond it the run ends as `infra`. */
  suiteSeconds: z.int().min(5).max(900).default(120),
});

const environmentName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, "use capitals, digits and underscores");

/** `lab.yaml`: one lab as the grader sees it. Points of tasks sum to 100, points of a task's checks to the task's. */
export const labManifest = z
  .strictObject({
    schema: z.literal(1),
    id: z.string().regex(/^lab-\d{2}-[a-z0-9-]+$/, "write lab-NN-name"),
    title: z.string().min(3).max(80),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, "write MAJOR.MINOR.PATCH"),
    session: z.int().min(1).max(99),
    /** Estimate for the core, in minutes. */
    minutes: z.int().min(1).max(600),
    services: z.array(z.enum(["postgres", "redis", "rabbitmq"])).default([]),
    /** SQL file that the judge runs once to make the template database; `app_role` in it stands for the run's limited role. */
    schemaSql: z
      .string()
      .regex(/^[\w.-]+\.sql$/)
      .optional(),
    /** Where the app starts, inside the target folder. */
    entry: z
      .string()
      .regex(/^src\/[\w/-]+\.ts$/)
      .default("src/main.ts"),
    /** Environment of the app; `${postgres.url}` stands for the run's own connection string. */
    env: z.record(environmentName, z.string()).default({}),
    /** What `npm run dev` offers to try, in a shell; `${url}` stands for the app's own address. */
    try: z.array(z.string().min(1).max(2_000)).max(12).default([]),
    permissions: permissions.prefault({}),
    limits: limits.prefault({}),
    tasks: z.array(taskManifest).min(1),
    checks: z.array(checkManifest).min(1),
  })
  .superRefine((lab, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    const sum = (points: { points: number }[]) => points.reduce((total, { points }) => total + points, 0);
    if (sum(lab.tasks) !== 100)
      complain(["tasks"], `the points of the tasks sum to ${sum(lab.tasks)}, not 100`);
    reportRepeats(lab.tasks, "tasks", complain);
    reportRepeats(lab.checks, "checks", complain);
    for (const [index, task] of lab.tasks.entries()) {
      const points = sum(lab.checks.filter((check) => check.task === task.id));
      if (points !== task.points)
        complain(
          ["tasks", index],
          `task "${task.id}" has ${task.points} points, its checks sum to ${points}`,
        );
    }
    const earlier = new Set<string>();
    for (const [index, check] of lab.checks.entries()) {
      if (!lab.tasks.some((task) => task.id === check.task))
        complain(
          ["checks", index, "task"],
          `check "${check.id}" belongs to task "${check.task}", which does not exist`,
        );
      for (const need of check.needs)
        if (!earlier.has(need))
          complain(
            ["checks", index, "needs"],
            `check "${check.id}" needs "${need}", which is no check before it`,
          );
      for (const foreign of check.requires.filter((each) => !isOf(each, lab.services)))
        complain(
          ["checks", index, "requires"],
          `check "${check.id}" requires ${CAPABILITIES[foreign]}, and the lab has no such service`,
        );
      earlier.add(check.id);
    }
  });

const isOf = (needed: Capability, services: readonly string[]) =>
  services.some((service) => needed.startsWith(`${service}.`));

function reportRepeats(
  items: { id: string }[],
  list: string,
  complain: (path: (string | number)[], message: string) => void,
) {
  const seen = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (seen.has(id)) complain([list, index, "id"], `"${id}" stands there twice`);
    seen.add(id);
  }
}

export type LabManifest = z.infer<typeof labManifest>;
export type CheckManifest = LabManifest["checks"][number];
export type TaskManifest = LabManifest["tasks"][number];
export type Permissions = LabManifest["permissions"];
