import { expect, test } from "vitest";
import { explainCause, explainFailure } from "./explain-failure.mjs";

test.each([
  ["npm error code ENOTFOUND\nnpm error network request to http://r/pnpm failed", "cannot be reached"],
  [
    "Failed to fetch http://r/a.tgz:\n  │   error sending request: client error\n  │   (Connect): tcp connect error",
    "cannot be reached",
  ],
  [
    'Failed to write to file at\n        "/store/v11/ba": No\n        space left on device (os error 28)',
    "disk is full",
  ],
  ["Error: ENOSPC: no space left on device, write", "disk is full"],
  ["npm error code E401\nnpm error 401 Unauthorized - GET http://r/pnpm", "refuses this machine"],
  ["Tarball server returned HTTP 403 for http://r/zod/-/zod-\n        4.6.7.tgz", "refuses this machine"],
  ["Tarball server returned HTTP 404 for http://r/zod", "does not have a package"],
  ["Tarball server returned HTTP 503 for http://r/zod", "in trouble itself"],
  ["npm error code SELF_SIGNED_CERT_IN_CHAIN", "certificate is not trusted"],
  ["Error: ERR_PNPM_OUTDATED_LOCKFILE", "A package.json was changed"],
  [
    "node: error while loading shared libraries: libatomic.so.1: cannot open shared object file",
    "libatomic1",
  ],
  ["Error: EACCES: permission denied, mkdir '/work/node_modules'", "could not be written"],
])("%j is explained as: %s", (output, cause) => {
  expect(explainCause(output)).toContain(cause);
});

test("Counts and names that look like an HTTP status explain nothing", () => {
  expect(explainCause("Progress: resolved 404, reused 403, downloaded 401, added 500")).toBeUndefined();
});

test("A failure that nobody foresaw shows the last words and where all of them are", () => {
  const text = explainFailure("first\nlast words\nnpm notice New version of npm", "/repo/.labs/install.log");
  expect(text).toContain("not known here");
  expect(text).toContain("  last words\n");
  expect(text).not.toContain("npm notice");
  expect(text).toContain("/repo/.labs/install.log");
});

test("A lost binary is named although the package manager ended well after it", () => {
  const lost = "[WARN] esbuild is an optional dependency that could not be fetched. Excluding it.";
  const text = explainFailure(`${lost}\n${"Done\n".repeat(50)}`, "log");
  expect(text).toContain("Something was lost on the way");
  expect(text).toContain(lost);
});
