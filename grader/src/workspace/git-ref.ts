import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { GraderError } from "../errors.ts";
import type { SourceFiles } from "./source-files.ts";

const run = promisify(execFile);

/** The work folder as a commit holds it; the checkout stays as it is. */
export async function readGitRef(root: string, ref: string, folder: string): Promise<SourceFiles> {
  const git = async (...args: string[]) => {
    const { stdout } = await run("git", ["-C", root, ...args], {
      encoding: "buffer",
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  };
  const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`).catch(
    () => undefined,
  );
  if (!commit)
    throw new GraderError(
      "unknown-target",
      `"${ref}" is no target, no folder and no commit of this repository.`,
    );
  const id = commit.toString("utf8").trim();
  const listing = (await git("ls-tree", "-r", "-z", id, `${folder}/src/`)).toString("utf8");
  const files: SourceFiles = new Map();
  for (const line of listing.split("\0").filter(Boolean)) {
    const [, mode, blob, path] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    if (mode?.startsWith("100") && blob && path)
      files.set(path.slice(folder.length + 1), await git("cat-file", "blob", blob));
  }
  return files;
}
