import { execFile } from "node:child_process";
import { promisify } from "node:util";

export const docker = async (...words: string[]) =>
  (await promisify(execFile)("docker", words)).stdout.trim();

/**
 * Containers of one grader, by id.
 * @param runs what the ids of its runs begin with
 */
export async function containersOf(runs: string): Promise<string[]> {
  const line = '{{.ID}} {{.Label "picking-labs.run"}}';
  const all = await docker("ps", "--all", "--filter", "label=picking-labs.run", "--format", line);
  return all.split("\n").flatMap((one) => {
    const [id = "", run] = one.split(" ");
    return run?.startsWith(runs) ? [id] : [];
  });
}
