import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { collectGraded, type SourceFiles } from "./source-files.ts";

const run = promisify(execFile);

const git = async (root: string, ...args: string[]): Promise<Buffer> => {
  const { stdout } = await run("git", ["-C", root, ...args], {
    encoding: "buffer",
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
};

/** The commit that `ref` names in the repository, if it names one. */
export async function findCommit(root: string, ref: string): Promise<string | undefined> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const id = await git(root, ...args).catch(() => undefined);
  return id?.toString("utf8").trim();
}

/** The graded files of a folder as a commit holds them; the checkout stays as it is. */
export async function readCommit(
  root: string,
  commit: string,
  folder: string,
  shown: string,
): Promise<{ files: SourceFiles; left: string[] }> {
  const listing = await git(root, "ls-tree", "-r", "-l", "-z", commit, `${folder}/src/`);
  const entries = listing
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, mode, blob, size, path] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(line) ?? [];
      if (!mode || !blob || !path) return [];
      return {
        path: path.slice(folder.length + 1),
        regular: mode.startsWith("100"),
        bytes: async () => Number(size),
        read: () => git(root, "cat-file", "blob", blob),
      };
    });
  return collectGraded(entries, shown);
}
