import { plain } from "../reports/index.ts";
import type { KeptService } from "../services/index.ts";

/** What `services status` says of a service that is up. */
export function keptText(name: string, kept: KeptService, now: number): string {
  const { provider, version, runsIn, startedAt, runs, idle, addresses } = kept;
  const is = version === undefined ? `starting (${provider})` : `${plain(version)} (${provider})`;
  const lines = [
    `${name}: ${is}, ${runsIn}, up for ${duration(now - startedAt)}`,
    `  ${runs === 0 ? `nobody uses it; it ends ${ending(idle)}` : `${runs} ${runs === 1 ? "run uses" : "runs use"} it`}`,
    ...addresses.map(({ what, at }) => `  ${what}: ${at}`),
  ];
  return lines.join("\n");
}

/** What `services logs` says. */
export function logText(name: string, lines: readonly string[]): string {
  return lines.length === 0
    ? `${name}: has written nothing`
    : `${name}: its last lines\n${plain(lines.join("\n"))}`;
}

const ending = (idle: KeptService["idle"]) =>
  "leftMs" in idle ? `in ${duration(idle.leftMs)}` : `${duration(idle.limitMs)} after the last connection`;

const duration = (ms: number) =>
  ms < 90_000 ? `${Math.max(0, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
