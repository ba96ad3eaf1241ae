import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { systemFolders } from "../inside.ts";
import { docker } from "./docker.ts";

/** Tells the layouts of systems apart: two checkouts share an image, two systems with one engine do not. */
const REPOSITORY = "picking-labs-app";

/**
 * An image without any file but /tmp and the system's short names for folders of /usr, made once: what an app sees of programs and
 * libraries is this machine's own, bound in, so that nothing has to be downloaded and nothing differs from other walls.
 */
export async function emptyImage(): Promise<string> {
  const { links } = systemFolders();
  const hash = createHash("sha256")
    .update(JSON.stringify(["/tmp", ...links]))
    .digest("hex")
    .slice(0, 12);
  const image = `${REPOSITORY}:${hash}`;
  const isThere = await docker(["image", "inspect", "--format", "there", image]).then(
    () => true,
    () => false,
  );
  if (!isThere) await makeImage(image, links);
  return image;
}

async function makeImage(image: string, links: readonly (readonly [string, string])[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "picking-labs-image-"));
  try {
    const files = join(folder, "files");
    const archive = join(folder, "files.tar");
    await mkdir(files);
    // A folder of memory that is mounted there takes its mode.
    await mkdir(join(files, "tmp"));
    await chmod(join(files, "tmp"), 0o1777);
    for (const [path, target] of links) await symlink(target, join(files, path));
    await promisify(execFile)("tar", ["--create", "--file", archive, "--directory", files, "."]);
    await docker(["import", archive, image]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
