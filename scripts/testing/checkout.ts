import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";

export type Ended = { code: number | null; stdout: string; stderr: string };

/** What stands in for npx does, since a real installation would need a network and half a minute. */
export type Installer =
  | "works"
  | "fails"
  | "loses-a-binary"
  | "forgets-node-once"
  | "refuses-once"
  | "is-slow"
  | "hangs";

/** A small checkout in a folder whose name has a space, with the real start script and a command that tells what reached it. */
export class Checkout implements Disposable {
  readonly root = join(mkdtempSync(join(tmpdir(), "picking labs ")), "repo");
  readonly #bin = join(dirname(this.root), "bin");

  constructor() {
    const scripts = join(import.meta.dirname, "..");
    for (const part of ["run.mjs", "launch", "setup"]) {
      cpSync(join(scripts, part), join(this.root, "scripts", part), { recursive: true });
    }
    this.write("package.json", JSON.stringify({ scripts: { grade: "node scripts/run.mjs grade" } }));
    this.write("pnpm-workspace.yaml", 'packages:\n  - grader\n  - "labs/*"\n');
    this.write("pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
    this.write("grader/package.json", '{ "type": "module", "dependencies": { "zod": "catalog:" } }');
    this.write("labs/lab-01/package.json", '{ "dependencies": { "zod": "catalog:" } }');
    this.write("scripts/gate/test.ts", 'process.stdout.write("the gate\\n");');
    cpSync(join(import.meta.dirname, "fixtures/command.ts"), join(this.root, "grader/src/cli/main.ts"));
    cpSync(join(import.meta.dirname, "fixtures/npx.mjs"), join(this.#bin, "npx"));
    writeFileSync(join(this.#bin, "npm"), "#!/bin/sh\necho https://registry.npmjs.org/\n");
    for (const file of [dirname(this.root), join(this.#bin, "npx"), join(this.#bin, "npm")])
      chmodSync(file, 0o755);
  }

  write(file: string, content: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), content);
  }

  remove(file: string): void {
    rmSync(join(this.root, file), { recursive: true, force: true });
  }

  has(file: string): boolean {
    return existsSync(join(this.root, file));
  }

  /** The arguments of each installation so far. */
  installations(): string[] {
    const log = join(dirname(this.root), "installations");
    return existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  }

  start(args: string[], installer: Installer = "works", options: SpawnOptions = {}): ChildProcess {
    return this.spawn(process.execPath, [join(this.root, "scripts/run.mjs"), ...args], installer, options);
  }

  spawn(
    program: string,
    args: string[],
    installer: Installer = "works",
    options: SpawnOptions = {},
  ): ChildProcess {
    const path = [this.#bin, dirname(process.execPath), process.env.PATH].join(delimiter);
    // Variables of the npm or pnpm that started these tests would tell the start script that npm started it.
    const outer = Object.entries(process.env).filter(([name]) => !/^p?npm_/i.test(name));
    return spawn(program, args, {
      cwd: this.root,
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
      env: { ...Object.fromEntries(outer), PATH: path, INSTALLER: installer, ...options.env },
    });
  }

  run(args: string[], installer?: Installer, options?: SpawnOptions): Promise<Ended> {
    return ended(this.start(args, installer, options));
  }

  [Symbol.dispose](): void {
    rmSync(dirname(this.root), { recursive: true, force: true });
  }
}

export async function ended(child: ChildProcess): Promise<Ended> {
  const read = (stream: ChildProcess["stdout"]) => (stream ? text(stream) : "");
  const [[code], stdout, stderr] = await Promise.all([
    once(child, "close"),
    read(child.stdout),
    read(child.stderr),
  ]);
  return { code, stdout, stderr };
}
