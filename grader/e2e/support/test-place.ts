import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CommandLine, type Ended, startCommandLine } from "./command-line.ts";

const E2E = join(import.meta.dirname, "..");
/** Shared with the checkout: the first run's preparation is no part of most tests. */
const CACHE = join(E2E, "../../.labs/cache");

const LINK = "-> ";
/** In place of a file's text: a symbolic link to `target`. */
export const linkTo = (target: string) => `${LINK}${target}`;

/** A copy of the lab set with a state folder of its own, and every command that was started there. */
export class TestPlace implements AsyncDisposable {
  readonly root: string;
  readonly labs: string;
  readonly state: string;
  readonly started: CommandLine[] = [];
  #apps = 0;

  private constructor(root: string) {
    this.root = root;
    this.labs = join(root, "labs");
    this.state = join(root, "state");
  }

  static async create(): Promise<TestPlace> {
    const place = new TestPlace(await mkdtemp(join(tmpdir(), "grader e2e ")));
    // As a checkout is: the account that Postgres runs under must find the cache.
    await chmod(place.root, 0o755);
    await cp(join(E2E, "labs"), place.labs, { recursive: true });
    // Suites find the test-kit, and apps the published libraries, as they would inside the repository.
    await symlink(join(E2E, "../node_modules"), join(place.root, "node_modules"));
    await mkdir(CACHE, { recursive: true });
    await mkdir(place.state);
    await symlink(CACHE, join(place.state, "cache"));
    return place;
  }

  /** Makes a check of lab-91 wait until `open` is called, so that its run stays in the phase of the checks. */
  async holdChecks(): Promise<{ open(): Promise<void> }> {
    const gate = join(this.root, "gate");
    const wait = `await t.eventually(() => existsSync(${JSON.stringify(gate)}), () => "nobody opened the gate", { within: 50_000 });`;
    const suite = "labs/lab-91-rows/hidden/rows.test.ts";
    await this.edit(suite, "", 'import { existsSync } from "node:fs";\n');
    await this.edit(suite, "const app", `${wait}\n  const app`);
    return { open: () => writeFile(gate, "") };
  }

  start(args: string[], env: Record<string, string> = {}): CommandLine {
    const command = startCommandLine(args, {
      PICKING_LABS_DIR: this.labs,
      PICKING_LABS_STATE: this.state,
      ...env,
    });
    this.started.push(command);
    return command;
  }

  run(...args: string[]): Promise<Ended> {
    return this.start(args).ended;
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  async link(path: string, target: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await symlink(target, join(this.root, path));
  }

  /** Replaces text that must be there. */
  async edit(path: string, find: string | RegExp, replace: string): Promise<void> {
    const text = await readFile(join(this.root, path), "utf8");
    const edited = text.replace(find, () => replace);
    if (edited === text) throw new Error(`${path} holds no ${find}`);
    await writeFile(join(this.root, path), edited);
  }

  /** An app for `--target`, from its `src/main.ts` or from several files. */
  async app(source: string | Record<string, string>): Promise<string> {
    const folder = `app-${++this.#apps}`;
    const files = typeof source === "string" ? { "src/main.ts": source } : source;
    for (const [path, text] of Object.entries(files))
      if (text.startsWith(LINK)) await this.link(join(folder, path), text.slice(LINK.length));
      else await this.write(join(folder, path), text);
    return join(this.root, folder);
  }

  /** Grades an app in lab-92, which has small limits. */
  async grade(source: string | Record<string, string>, ...flags: string[]): Promise<Ended> {
    return this.run("grade", "lab-92", "--target", await this.app(source), ...flags);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const command of this.started) command.signal("SIGKILL");
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
