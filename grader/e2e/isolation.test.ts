import { chmod } from "node:fs/promises";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { describe, expect } from "vitest";
import {
  type CommandLine,
  canContain,
  containersOf,
  flat,
  fromEnvironment,
  goodApp,
  leftovers,
  reportOf,
  type TestPlace,
  test,
  walled,
} from "./support/index.ts";

const REPOSITORY = join(import.meta.dirname, "../..");
const engine = fromEnvironment("DOCKER_HOST");
const root = process.getuid?.() === 0;

/** An app that runs shell commands, which Node's own permissions do not hold back, and ends with what they gave. */
const spy = (commands: Record<string, string>) => `import { spawnSync } from "node:child_process";
for (const [name, command] of Object.entries<string>(${JSON.stringify(commands)})) {
  const { stdout, stderr, status } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  console.log(name + ": " + (stdout + stderr).trim().replaceAll("\\n", " ").slice(0, 350) + " exit " + status);
}
process.exit(1);`;

/** What the app wrote before it ended, one line each. */
async function told(
  place: TestPlace,
  level: string,
  source: string,
  env: Record<string, string> = {},
): Promise<string> {
  const args = ["grade", "lab-92", "--target", await place.app(source), "--isolation", level, "--json"];
  const report = reportOf(await place.start(args, { ...engine, ...env }).ended);
  if (!("problem" in report)) throw new Error("it was graded");
  return report.problem.message;
}

const LEVELS = [
  ["Behind walls of bubblewrap", "bubblewrap", walled],
  ["In a container", "container", await canContain()],
] as const;

for (const [title, level, isHere] of LEVELS)
  describe.runIf(isHere)(title, () => {
    test("an app sees its own code and none of the lab, the checkout, the user's files and other processes", async ({
      place,
    }) => {
      const text = await told(
        place,
        level,
        spy({
          code: "head -c 6 src/main.ts",
          hidden: `ls '${place.labs}/lab-92-limits/hidden'`,
          grader: `ls '${REPOSITORY}/grader'`,
          reports: `ls '${place.state}/reports' '${place.state}/attempts'`,
          home: "ls /root /home",
          shadow: "cat /etc/shadow",
          secret: "cat /proc/*/environ 2>/dev/null | grep -c of-the-grader",
          processes: "ls /proc | grep -c '^[0-9]'",
          name: "hostname",
        }),
        { SECRET: "of-the-grader" },
      );
      expect(text).toContain("code: import exit 0");
      for (const name of ["hidden", "grader", "reports", "home", "shadow"])
        expect(text).toMatch(new RegExp(`${name}: .*No such file or directory exit [12]`));
      expect(text).toMatch(/secret: 0 exit 1/);
      // bubblewrap, the supervisor, the app, the shell and what it runs.
      expect(text).toMatch(/processes: [3-7] exit 0/);
      expect(text).toContain("name: lab exit 0");
    });

    test("an app has an account of its own, writes nowhere but to a small /tmp, and cannot fork without end", async ({
      place,
    }) => {
      // What is written to memory counts as such, and a thousand shells take some.
      await place.edit(
        "labs/lab-92-limits/lab.yaml",
        /memoryMb: 160, cpuSeconds: 2, outputKb: 64, bootSeconds: 6/,
        "memoryMb: 2048, bootSeconds: 40",
      );
      const text = await told(
        place,
        level,
        spy({
          account: "id -u",
          privileges: "grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status",
          code: "touch src/new.ts",
          everywhere: "touch /new /usr/new /etc/new /dev/new",
          little: "echo x > /tmp/new && cat /tmp/new",
          much: "head -c 100000000 /dev/zero > /tmp/much",
          shared: "head -c 100000000 /dev/zero > /dev/shm/much",
          many: "for i in $(seq 1000); do sleep 9 > /dev/null 2>&1 & done",
        }),
      );
      if (root) {
        expect(text).toMatch(/account: 1\d{9} exit 0/);
        expect(text).toMatch(/many: .*fork/);
      }
      expect(text).toMatch(/CapEff:\s+0{16}\s/);
      expect(text).toMatch(/NoNewPrivs:\s+1 /);
      expect(text).toMatch(/code: .*Read-only file system exit 1/);
      expect(
        text.match(/'\/(?:usr\/|etc\/|dev\/)?new': (?:Read-only file system|Permission denied)/g),
      ).toHaveLength(4);
      expect(text).toContain("little: x exit 0");
      expect(text).toMatch(/much: .*No space left on device exit 1/);
      expect(text).toMatch(/shared: .*No space left on device exit 1/);
    });

    test("an app reaches no port of the machine and no other network", async ({ place }) => {
      let met = 0;
      const server = createServer((socket) => {
        met += 1;
        socket.end();
      }).listen(0);
      const { port } = server.address() as { port: number };
      const outside = Object.values(networkInterfaces())
        .flatMap((addresses) => addresses ?? [])
        .find(({ internal, family }) => !internal && family === "IPv4")?.address;
      const places = [
        ["127.0.0.1", port],
        [outside ?? "192.0.2.1", port],
        ["192.0.2.1", 53],
      ];
      const text = await told(
        place,
        level,
        `import { once } from "node:events";
import { connect } from "node:net";
for (const [host, port] of ${JSON.stringify(places)})
  await once(connect(Number(port), String(host)), "connect").then(() => console.log("met"), ({ code }) => console.log(code));
process.exit(1);`,
      );
      server.close();
      expect(flat(text)).toContain("app: ECONNREFUSED app: ENETUNREACH app: ENETUNREACH");
      expect(met).toBe(0);
    });

    test("the exit code of an app is told as it was, also where it looks like a signal", async ({
      place,
    }) => {
      expect(await told(place, level, "process.exit(143);")).toContain(
        "The app ended with exit code 143 before",
      );
      expect(
        await told(place, level, 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000);'),
      ).toContain("The app was ended by SIGTERM before");
    });

    test("a report tells the level, and a grader that was killed takes its apps along", async ({ place }) => {
      const gate = await place.holdChecks();
      const args = ["grade", "lab-91", "--target", "solution", "--isolation", level];
      const command = place.start(args, engine);
      await command.seen(/passed {2}Items are read back/);
      const apps = async () =>
        (await leftovers(place, [command])).filter((line) => line.includes("src/main.ts"));
      const containers = async ({ runs }: CommandLine) => (level === "container" ? containersOf(runs) : []);
      if (level === "container") expect(await containers(command)).not.toEqual([]);
      expect(await apps()).not.toEqual([]);
      command.signal("SIGKILL");
      await command.ended;
      await expect.poll(apps, { timeout: 5000 }).toEqual([]);
      await gate.open();
      const next = place.start(args, engine);
      const { stdout } = await next.ended;
      expect(stdout).toMatch(/isolation L0 L1 L2 L3 L5/);
      expect(await leftovers(place, [command])).toEqual([]);
      expect(await containers(command)).toEqual([]);
      expect(await containers(next)).toEqual([]);
    });
  });

test("Asked for walls of bubblewrap that cannot be had, the grader starts nothing and tells the cure, exit 4", async ({
  place,
}) => {
  await place.write("bin/bwrap", "#!/bin/sh\necho bwrap: no permission to make a namespace >&2; exit 1\n");
  await chmod(join(place.root, "bin/bwrap"), 0o755);
  const env = { PATH: `${place.root}/bin:${process.env.PATH}` };
  const args = ["grade", "lab-92", "--target", await place.app(goodApp())];
  const asked = await place.start([...args, "--isolation", "bubblewrap"], env).ended;
  expect(flat(asked.stderr)).toContain(
    "Walls of bubblewrap cannot be had here: bwrap: no permission to make a namespace Install bubblewrap",
  );
  expect(asked.stdout).toBe("");
  expect(asked.code).toBe(4);

  const left = await place.start([...args, "--isolation", "auto", "--json"], env).ended;
  expect(reportOf(left)).toMatchObject({
    score: 100,
    isolation: {
      levels: ["L0", "L1", "L3", "L5"],
      notes: expect.arrayContaining([expect.stringContaining("no permission to make a namespace")]),
    },
  });
});

test("Asked for containers where no engine answers, the grader starts nothing and tells the cure, exit 4", async ({
  place,
}) => {
  const env = { DOCKER_HOST: `unix://${place.root}/nobody.sock` };
  const args = ["grade", "lab-92", "--target", await place.app(goodApp()), "--isolation", "container"];
  const { code, stdout, stderr } = await place.start(args, env).ended;
  expect(flat(stderr)).toMatch(/Apps cannot be run in containers here: .+ or leave out --isolation/);
  expect(stdout).toBe("");
  expect(code).toBe(4);
});
