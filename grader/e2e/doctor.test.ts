import { execFileSync } from "node:child_process";
import { release } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type Ended, type TestPlace, test, walled } from "./support/index.ts";

const NO_ENGINE = { DOCKER_HOST: "unix:///nowhere/docker.sock" };
const doctor = (place: TestPlace, env: Record<string, string> = {}) =>
  place.start(["doctor"], { ...NO_ENGINE, ...env }).ended;

type Line = { state: string; name: string; seen: string; cure?: string };

/** What stands there, finding by finding; a line of any other form is an error. */
function linesOf({ stdout }: Ended): Line[] {
  const [, body = ""] = /^([\s\S]*?)\n\n[^\n]+\n$/.exec(stdout) ?? [];
  const lines: Line[] = [];
  for (const line of body.split("\n")) {
    const [, state, name, seen] = /^(yes|no |- {2}) {2}(.{20,}?) (\S.*)$/.exec(line) ?? [];
    const last = lines.at(-1);
    if (state !== undefined && name !== undefined && seen !== undefined)
      lines.push({ state: state.trim(), name: name.trim(), seen });
    else if (/^ {5}\S/.test(line) && last !== undefined && last.cure === undefined) last.cure = line.trim();
    else throw new Error(`no finding: "${line}"`);
  }
  return lines;
}

const lineOf = (end: Ended, name: string) => linesOf(end).find((line) => line.name.startsWith(name));
const sumOf = ({ stdout }: Ended) => stdout.trimEnd().split("\n").at(-1);

test("On a machine that has everything, doctor says of each thing what it has seen, and ends with 0", async ({
  place,
}) => {
  const end = await doctor(place);
  expect(linesOf(end).map(({ name }) => name)).toEqual([
    "Node",
    "System",
    "Walls (bubblewrap)",
    expect.stringMatching(/^Postgres ≥ \d/),
    expect.stringMatching(/^Redis ≥ \d/),
    expect.stringMatching(/^RabbitMQ ≥ \d/),
    "Container engine",
    "Ports",
    "Disk ≥ 2 GiB free",
  ]);
  expect(lineOf(end, "Node")).toEqual({ state: "yes", name: "Node", seen: process.versions.node });
  expect(lineOf(end, "System")?.seen).toContain(release());
  expect(lineOf(end, "Walls")?.state).toBe(walled ? "yes" : "-");
  const version = /v=([\d.]+)/.exec(execFileSync("redis-server", ["--version"], { encoding: "utf8" }))?.[1];
  expect(lineOf(end, "Redis")).toMatchObject({ state: "yes", seen: version });
  for (const name of ["Postgres", "RabbitMQ"])
    expect(lineOf(end, name)).toMatchObject({ state: "yes", seen: expect.stringMatching(/^\d+\.\d+/) });
  expect(lineOf(end, "Ports")?.seen).toMatch(/^free, for example 2\d{4}$/);
  expect(sumOf(end)).toBe("Everything that the labs need is here.");
  expect(end.stderr).toBe("");
  expect(end.code).toBe(0);
});

test("What something else stands in for is no fault: without an engine and walls it ends with 0 and says the cure", async ({
  place,
}) => {
  const end = await doctor(place, { PATH: place.root });
  expect(lineOf(end, "Container engine")).toMatchObject({
    state: "-",
    seen: expect.stringMatching(/\S/),
    cure: expect.stringContaining("Only needed in place of servers of this machine"),
  });
  expect(lineOf(end, "Walls")).toMatchObject({
    state: "-",
    seen: expect.stringMatching(/ENOENT|not found|need Linux/),
    cure: expect.stringContaining("bubblewrap"),
  });
  expect(end.code).toBe(0);
});

test("A server that is too old is missing, with what installs a newer one, and ends with 1", async ({
  place,
}) => {
  const program = '#!/bin/sh\necho "Redis server v=6.0.16 sha=0:0 malloc=libc bits=64 build=0"\n';
  await place.write("old/redis-server", program);
  execFileSync("chmod", ["+x", join(place.root, "old/redis-server")]);
  const end = await doctor(place, { PATH: `${join(place.root, "old")}:${process.env.PATH}` });
  expect(lineOf(end, "Redis")).toMatchObject({
    state: "no",
    seen: "6.0.16 is too old",
    cure: expect.stringContaining("redis"),
  });
  expect(lineOf(end, "RabbitMQ")?.state).toBe("yes");
  expect(sumOf(end)).toBe("One thing is missing; lines that begin with - are not needed.");
  expect(end.code).toBe(1);
});

test("A server that says nothing of its version is not found", async ({ place }) => {
  await place.write("odd/redis-server", "#!/bin/sh\nexit 3\n");
  execFileSync("chmod", ["+x", join(place.root, "odd/redis-server")]);
  const end = await doctor(place, { PATH: `${join(place.root, "odd")}:${process.env.PATH}` });
  expect(lineOf(end, "Redis")).toMatchObject({ state: "no", seen: "not found" });
  expect(end.code).toBe(1);
});

test("A flag that it does not have is refused, and nothing is looked at", async ({ place }) => {
  const end = await place.start(["doctor", "--fix"]).ended;
  expect(end.code).toBe(2);
  expect(end.stdout).toBe("");
});
