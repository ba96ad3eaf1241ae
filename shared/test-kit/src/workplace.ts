import type { AppStarted } from "@picking-labs/contracts";
import type { RunningApp } from "./app/index.ts";
import type { FaultProxy, StartedProxy } from "./fault-proxy/index.ts";
import type { JudgeDatabase } from "./judge-database/index.ts";
import type { Scope } from "./scope.ts";

/** An app with a database of its own behind a proxy, which checks may use one after the other. */
export interface Workplace {
  app: RunningApp;
  database: JudgeDatabase;
  proxy: FaultProxy;
}

export interface WorkplaceOptions {
  /** Over the lab's own environment; `undefined` removes a name. */
  env?: Record<string, string | undefined>;
  /** Connections are refused from before the app starts until `allow()`. */
  away?: boolean;
}

/** What is behind a workplace, whichever check uses it. */
export type Site = {
  started: AppStarted;
  env: Record<string, string>;
  databaseName: string;
  proxy: StartedProxy;
  /** Stops the app, closes the proxy, drops the database. */
  scope: Scope;
};

/** Check → the check that it takes over from. Known once every file of the suite is read. */
const owners = new Map<string, string>();

/** @throws Error when two checks would take over from the same one */
export function declareHeir(owner: string, heir: string): void {
  const other = owners.keys().find((check) => check !== heir && owners.get(check) === owner);
  if (other !== undefined) throw new Error(`"${heir}" and "${other}" both take over from "${owner}".`);
  owners.set(heir, owner);
}

/** The check that this one takes over from. */
export function ownerOf(heir: string): string | undefined {
  return owners.get(heir);
}

/** The workplaces of a run that passed checks have left for their heirs. */
export class Sites {
  readonly #left = new Map<string, Site>();
  readonly #selected: readonly string[];

  constructor(selected: readonly string[]) {
    this.#selected = selected;
  }

  /** Whether somebody in this run will take over from this check, or close what it leaves. */
  hasHeir(owner: string): boolean {
    return this.#selected.some((check) => owners.get(check) === owner);
  }

  leave(owner: string, site: Site): void {
    this.#left.set(owner, site);
  }

  take(owner: string): Site | undefined {
    const site = this.#left.get(owner);
    this.#left.delete(owner);
    return site;
  }
}
