const causes = [
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
    signs: /\b40[13]\b|E401|E403|Unauthorized|Forbidden/,
    text: "The package registry refuses this machine. Check npm's settings for it: npm config get registry, npm whoami",
  },
  {
    signs: /\bE?404\b|Not Found|NO_MATCHING_VERSION|ETARGET/,
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

const shownLines = 12;

/**
 * What a failed installation means for the person who waits for it.
 * @param {string} output the end of what the package manager printed
 * @param {string} log where all of it is
 */
export function explainFailure(output, log) {
  const cause = causes.find(({ signs }) => signs.test(output));
  const lines = output.trim().split("\n").slice(-shownLines);
  return [
    cause?.text ?? "The installation failed for a reason that is not known here.",
    "",
    "The package manager's last words:",
    ...lines.map((line) => `  ${line}`),
    `All of it: ${log}`,
  ].join("\n");
}
