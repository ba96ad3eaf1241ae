import { existsSync } from "node:fs";
import { release } from "node:os";

/** The system in the words of those who use it. */
export function system(): string {
  if (process.platform === "darwin") return "macOS";
  return isWsl() ? "Linux in WSL" : "Linux";
}

const isWsl = () => /microsoft/i.test(release());

/** How to get a package here, or `otherwise` where no package manager that we know has it. */
export function install(packages: { apt?: string; brew?: string }, otherwise: string): string {
  if (process.platform === "darwin")
    return packages.brew === undefined ? `${otherwise}.` : `brew install ${packages.brew}`;
  if (packages.apt === undefined || !existsSync("/usr/bin/apt-get")) return `${otherwise}.`;
  const command = `sudo apt-get install ${packages.apt}`;
  return isWsl() && packages.apt === "docker.io"
    ? `Docker Desktop with WSL integration, or: ${command}`
    : command;
}
