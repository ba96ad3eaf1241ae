import { spawnSync } from "node:child_process";

const ASK_LIMIT_MS = 5_000;

type Ways = { env: NodeJS.ProcessEnv; engineAnswers: () => boolean };

/** By which providers the tests get real services, and why not by the others: what is left out is proved by nobody. */
export function providersLine({ env, engineAnswers }: Ways): string {
  const named = (env.PICKING_LABS_PROVIDERS || "native").split(",").map((name) => name.trim());
  const reasons = {
    native: () => "",
    docker: () => (engineAnswers() ? "" : "no container engine answers, and "),
    external: () => (env.PICKING_LABS_POSTGRES_URL ? "" : "PICKING_LABS_POSTGRES_URL names no server, and "),
  };
  const left = (Object.keys(reasons) as (keyof typeof reasons)[]).filter((name) => !named.includes(name));
  const tried = `Services by ${named.join(", ")} were tried`;
  if (left.length === 0) return `${tried}, which are all.`;
  const why = left.map((name) => `${name} (${reasons[name]()}PICKING_LABS_PROVIDERS does not name it)`);
  return `${tried}; left out and not counted: ${why.join(", ")}.`;
}

/** Whether Docker or Podman has an engine that works; nothing is started for it. */
export function engineAnswers(): boolean {
  return ["docker", "podman"].some(
    (program) => spawnSync(program, ["version"], { stdio: "ignore", timeout: ASK_LIMIT_MS }).status === 0,
  );
}
