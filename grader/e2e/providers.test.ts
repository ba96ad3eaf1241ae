import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { fromEnvironment, reportOf, startCommandLine } from "./support/index.ts";

const ROOT = join(import.meta.dirname, "../..");
/** As for the contract of the providers: those that are named must run. */
const providers = (process.env.PICKING_LABS_PROVIDERS || "native").split(",");
const env = fromEnvironment("DOCKER_HOST", "PICKING_LABS_POSTGRES_IMAGE", "PICKING_LABS_POSTGRES_URL");

const grade = (...words: string[]) =>
  startCommandLine(["grade", "lab-05", "--target", "solution", "--json", ...words], env).ended;

// A whole grade of a lab: its sixteen apps alone take ten seconds of two cores.
describe.for(providers)("With services by %s", { timeout: 120_000 }, (provider) => {
  test("lab 05 scores 100, and the report says where its Postgres came from", async () => {
    const end = await grade("--services", provider);
    expect(reportOf(end)).toMatchObject({
      outcome: "graded",
      score: 100,
      services: [{ name: "postgres", provider }],
    });
    expect(end.code).toBe(0);
  });
});

test("A URL that leads nowhere ends with exit code 4 and names the variable, not its password", async () => {
  const end = await startCommandLine(["grade", "lab-05", "--target", "solution", "--services", "external"], {
    PICKING_LABS_POSTGRES_URL: "postgres://someone:secret-word@127.0.0.1:9/postgres",
  }).ended;
  expect(end.code).toBe(4);
  expect(end.stdout).toContain("PICKING_LABS_POSTGRES_URL");
  expect(end.stdout + end.stderr).not.toContain("secret-word");
});

test("The local stack has the table that lab 05 describes", async () => {
  const [lab, stack] = await Promise.all(
    ["labs/lab-05-postgres/schema.sql", "docker/postgres/10-decisions.sql"].map((path) =>
      readFile(join(ROOT, path), "utf8"),
    ),
  );
  expect(stack).toContain(lab);
});

test.runIf(providers.includes("docker"))("Compose accepts the local stack", async () => {
  const run = promisify(execFile);
  const { stdout } = await run("docker", ["compose", "config", "--services"], { cwd: ROOT }).catch(() =>
    run("docker-compose", ["config", "--services"], { cwd: ROOT }),
  );
  expect(stdout.trim().split("\n")).toEqual(expect.arrayContaining(["postgres", "redis", "rabbitmq"]));
});
