/**
 * Everything that can stop a command, in one table: how it ends and what the user can do.
 * `docs/errors.md` lists exactly these codes (a test compares them).
 */
const errors = {
  "unknown-lab": { exit: 2, cure: "Run `npm run labs` to see every lab." },
  "unknown-check": { exit: 2, cure: "Run `npm run labs lab-NN` to see the checks of a lab." },
  "unknown-task": { exit: 2, cure: "Run `npm run labs lab-NN` to see the tasks of a lab." },
  "unknown-target": {
    exit: 2,
    cure: "Use --target work, solution, starter, mistake:NAME, alternative:NAME, a folder or a git ref.",
  },
  "bad-option": { exit: 2, cure: "Run the command with --help to see its options." },
  "nothing-to-replay": { exit: 2, cure: "Grade the lab first; a failed check can then be replayed." },
  "dev-not-running": { exit: 2, cure: "Start your app with `npm run dev lab-NN` in another terminal first." },
  "work-exists": {
    exit: 2,
    cure: "Your files are untouched. Move the folder away first if you want to begin again.",
  },
  "work-missing": { exit: 3, cure: "Begin with `npm start lab-NN`, which puts the starter there." },
  "work-empty": {
    exit: 3,
    cure: "Move the folder away and run `npm start -- lab-NN` to begin from the starter.",
  },
  "target-too-large": {
    exit: 3,
    cure: "Keep data, builds and dependencies out of the folder; only its src is graded.",
  },
  "syntax-error": { exit: 3, cure: "Mend this line and grade again. It costs no attempt." },
  "library-not-published": {
    exit: 3,
    cure: "Use a library from the `dependencies` in the lab's package.json, or Node's own modules.",
  },
  "app-exited": { exit: 3, cure: "The app must stay up and answer GET /ping. Its last lines are above." },
  "app-silent": { exit: 3, cure: "The app must listen on the PORT and HOST of its environment." },
  "app-wrong-port": {
    exit: 3,
    cure: "Listen on process.env.PORT; the grader gives every run a port of its own.",
  },
  "app-bad-ping": {
    exit: 3,
    cure: 'GET /ping must answer 200 with {"status":"ok"}, whatever the services do.',
  },
  "manifest-broken": {
    exit: 4,
    cure: "This is a fault of the lab, not of your work: mend lab.yaml (`npm run check lab-NN` tells more).",
  },
  "inventory-mismatch": {
    exit: 4,
    cure: "This is a fault of the lab, not of your work: the suite and lab.yaml name different checks.",
  },
  "suite-crashed": {
    exit: 4,
    cure: "This is a fault of the lab's suite or of the grader, not of your work. Your score is unchanged.",
  },
  "suite-changed": {
    exit: 4,
    cure: "What was seen meanwhile does not count. Look at the folder (`git status`, `git diff`), put it in order and grade again.",
  },
  "suite-too-slow": { exit: 4, cure: "Close what keeps the machine busy and grade again." },
  "check-errored": {
    exit: 4,
    cure: "This is a fault of the grader or the machine, not of your work. Grade again; if it stays, report it.",
  },
  "service-failed": {
    exit: 4,
    cure: "The last lines of the service are above. Grade again; if it stays, restart the machine.",
  },
  "service-missing": { exit: 4, cure: "Install the server, or grade a lab that needs none." },
  "service-too-old": { exit: 4, cure: "Install a newer version of the server." },
  "cannot-judge-here": {
    exit: 4,
    cure: "Mend what is named, or leave out --services external: servers of this machine or containers serve every lab.",
  },
  "isolation-missing": {
    exit: 4,
    cure: "Install bubblewrap (on Debian and Ubuntu: apt-get install bubblewrap) and allow user namespaces, or leave out --isolation.",
  },
  "isolation-failed": {
    exit: 4,
    cure: "This is a fault of the machine, not of your work. With --isolation process the app runs without these walls.",
  },
  "no-free-port": { exit: 4, cure: "Stop what occupies the ports 20000 to 27999 of this machine." },
  "port-taken": {
    exit: 4,
    cure: "End what listens there (another `npm run dev`?), or choose another port: --port 3001.",
  },
  "disk-full": { exit: 4, cure: "Free some space and grade again. Nothing was lost." },
  "not-writable": {
    exit: 4,
    cure: "Give your user write access to the folder (was the repo checked out by somebody else?).",
  },
  "platform-unsupported": {
    exit: 4,
    cure: "Linux and macOS on x64 or arm64 are supported; on Windows use WSL.",
  },
  "store-damaged": { exit: 4, cure: "Move the file away; it is only a record of earlier attempts." },
  internal: { exit: 4, cure: "This is a fault of the grader. Your work and your score are unchanged." },
} as const satisfies Record<string, { exit: 2 | 3 | 4; cure: string }>;

export type ErrorCode = keyof typeof errors;
export const errorCodes = Object.keys(errors) as ErrorCode[];

/** A stop that the user can understand: what happened, the value seen, what to do. */
export class GraderError extends Error {
  readonly code: ErrorCode;
  readonly cure: string;
  readonly exit: 2 | 3 | 4;

  constructor(code: ErrorCode, happened: string, options: { cure?: string; cause?: unknown } = {}) {
    super(happened, { cause: options.cause });
    this.name = "GraderError";
    this.code = code;
    this.cure = options.cure ?? errors[code].cure;
    this.exit = errors[code].exit;
  }
}

const byErrno: Record<string, ErrorCode> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EACCES: "not-writable",
  EROFS: "not-writable",
  EPERM: "not-writable",
  ENOTDIR: "not-writable",
};

/** Any thrown value as one of the table's errors. */
export function asGraderError(thrown: unknown): GraderError {
  if (thrown instanceof GraderError) return thrown;
  const { code, path } = thrown as NodeJS.ErrnoException;
  const known = typeof code === "string" ? byErrno[code] : undefined;
  const where = path === undefined ? "" : ` (${path})`;
  if (known === "disk-full") return new GraderError(known, `The disk is full${where}.`, { cause: thrown });
  if (known === "not-writable")
    return new GraderError(known, `A file or folder cannot be used by this user${where}.`, { cause: thrown });
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new GraderError("internal", `The grader stopped: ${message}`, { cause: thrown });
}
