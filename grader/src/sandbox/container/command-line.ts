import { RUN_LABEL } from "../../container-marks.ts";
import { ETC_FILES, lowered, MOST_PROCESSES, systemFolders, TEMPORARY_BYTES } from "../inside.ts";
import { asFirstProcess } from "./first-process.ts";

/** Of a command's containers: the id that they are found by, and the image they are made of. */
export type Common = { id: string; image: string };

export type InContainer = {
  name: string;
  command: readonly string[];
  /** Files and folders that are seen inside, read-only, under their own paths. */
  readable: readonly string[];
  /** A folder with the small files that stand in /etc inside. */
  etc: string;
  /** A file that takes what the command writes to its file descriptor 3. */
  news: string;
  cwd: string;
  /** The account inside, which nobody else has. */
  uid: number;
  memoryMb: number;
  /** Names of variables; their values come from the environment of whoever makes the container. */
  variables: readonly string[];
};

/** Where the news are inside. */
const NEWS = "/news";
/** What it takes to become the app's account. */
const CAPABILITIES = ["SETUID", "SETGID", "SETPCAP"];

/** Names the container that holds the network of a command. */
export const houseName = (id: string) => `picking-labs-${id}`;

/** The words after `docker` that make the container which holds a network with nothing but a loopback. */
export const houseArguments = ({ id, image }: Common, program: string): string[] => [
  ...["run", "--detach", "--rm", "--name", houseName(id), "--network", "none", "--hostname", "lab"],
  ...shut({ id }),
  ...[image, "perl", "-e", program],
];

/** The words after `docker` that make, and do not yet start, the container of an app. */
export function appArguments(common: Common, app: InContainer): string[] {
  const memory = `${app.memoryMb}m`;
  const size = String(TEMPORARY_BYTES);
  return [
    ...["create", "--interactive", "--name", app.name, "--network", `container:${houseName(common.id)}`],
    ...shut(common),
    ...CAPABILITIES.flatMap((name) => ["--cap-add", name]),
    ...["--memory", memory, "--memory-swap", memory, "--pids-limit", String(MOST_PROCESSES)],
    ...["--tmpfs", `/tmp:rw,exec,nosuid,nodev,mode=1777,size=${size}`, "--shm-size", size],
    ...ETC_FILES.flatMap((file) => bound(`${app.etc}/${file}`, `/etc/${file}`)),
    ...[...new Set(app.readable)].flatMap((path) => bound(path)),
    ...["--mount", mount(["type=bind", `src=${app.news}`, `dst=${NEWS}`])],
    ...app.variables.flatMap((name) => ["--env", name]),
    ...["--workdir", app.cwd, common.image],
    ...asFirstProcess([...lowered(app.uid, true), ...app.command], NEWS),
  ];
}

/** What holds for every container: nothing to write to, no right to spare, this machine's programs to read. */
const shut = ({ id }: Pick<Common, "id">): string[] => [
  ...["--label", `${RUN_LABEL}=${id}`, "--log-driver", "none", "--read-only"],
  ...["--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--ulimit", "core=0"],
  // What the kernel tells of the machine is none of an app's business.
  ...["--mount", mount(["type=tmpfs", "dst=/sys", "tmpfs-mode=0555", "tmpfs-size=4096"])],
  ...systemFolders().folders.flatMap((path) => bound(path)),
];

const bound = (from: string, to = from) => [
  "--mount",
  mount(["type=bind", `src=${from}`, `dst=${to}`, "readonly"]),
];

/** A line of comma-separated values, as the tool reads it. */
const mount = (fields: readonly string[]) =>
  fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
