const causes = [
  {
    signs: /libatomic\.so\S*: cannot open shared object/,
    text: "The Node that comes with this repository needs a small system library. Install it once: sudo apt-get install libatomic1 (Debian, Ubuntu) or sudo dnf install libatomic (Fedora).",
  },
  {
    signs: /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded/i,
    text: "The disk is full. An installation needs about 1 GB, with what is kept for the next one. Free some space and try again.",
  },
  {
    signs:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|client error \(Connect\)|dns error|operation timed out|ERR_SOCKET_TIMEOUT/i,
    text: "The package registry cannot be reached. Check the network, and behind a company's proxy or mirror npm's settings: npm config get registry",
  },
  {
    signs: /CERT|certificate|UnknownIssuer/,
    text: "The package registry's certificate is not trusted here. Behind a company's proxy npm needs its certificate: npm config set cafile /path/to/certificate.pem",
  },
  {
    signs: /HTTP 40[13]|\bE40[13]\b/,
    text: "The package registry refuses this machine. Check npm's settings for it: npm config get registry, npm whoami",
  },
  {
    signs: /HTTP 5\d\d|\bE5\d\d\b/,
    text: "The package registry is in trouble itself. Try again in a few minutes.",
  },
  {
    signs: /HTTP 404|\bE404\b|NO_MATCHING_VERSION|ETARGET/,
    text: "The package registry does not have a package that is needed. A company's mirror may hold back new packages: ask its keeper.",
  },
  {
    signs: /OUTDATED_LOCKFILE|LOCKFILE_CONFIG_MISMATCH/,
    text: "A package.json was changed and pnpm-lock.yaml does not fit any more. Take the change back (git checkout -- that file), or update the lock file: npx pnpm@12.21.0 install",
  },
  {
    signs: /EACCES|EPERM|EROFS|Permission denied|Read-only file system/i,
    text: "A file could not be written. It may belong to another user, or the disk is read-only.",
  },
];

const searchedLines = 30; // an error and what surrounds it; further up stand other numbers and names
const shownLines = 8;

/** pnpm calls it a success when a platform's binary did not arrive; nothing works without those. */
const lost = /optional dependency that could not be fetched/;

/** @param {string} output of the package manager, which ended with code 0 */
export function isIncomplete(output) {
  return lost.test(output);
}

/**
 * Whether pnpm refuses what lies there, because it was installed with other folders or by another pnpm.
 * @param {string} output
 */
export function isForeign(output) {
  return /ERR_PNPM_(?:UNEXPECTED_\w*STORE|\w+_DIFF|MODULES_BREAKING_CHANGE|MODULES_YAML_PARSE_YAML)\b/.test(
    output,
  );
}

/**
 * What a failed installation means for the person who waits for it.
 * @param {string} output everything that the package manager printed
 * @param {string} log where that is kept
 */
export function explainFailure(output, log) {
  const lines = output.trim().split("\n");
  const told = lines.filter((line) => !line.startsWith("npm notice"));
  const cause = isIncomplete(output)
    ? "Something was lost on the way from the package registry. Try again: what has arrived is kept."
    : explainCause(told.slice(-searchedLines).join("\n"));
  const shown = isIncomplete(output) ? lines.filter((line) => lost.test(line)) : told.slice(-shownLines);
  return [
    cause ?? "The installation failed for a reason that is not known here.",
    "The package manager's last words:",
    ...shown.map((line) => `  ${line}`),
    `All of it: ${log}`,
  ].join("\n");
}

/**
 * @param {string} text of an error, whose lines may be broken anywhere between two words
 * @returns {string | undefined}
 */
export function explainCause(text) {
  const line = text.replaceAll(/[\s│]+/g, " ");
  return causes.find(({ signs }) => signs.test(line))?.text;
}
