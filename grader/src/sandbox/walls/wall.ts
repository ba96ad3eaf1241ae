import type { AppExit, LabManifest, Permissions } from "@picking-labs/contracts";
import type { Usage } from "../group.ts";
import type { StartOptions } from "../processes.ts";
import type { Counted } from "../watch-limits.ts";

/** What the report says about the walls around the app. */
export type IsolationShown = { levels: string[]; notes: string[] };

export type Enclosed = Omit<StartOptions, "onNews" | "account" | "cwd"> & {
  name: string;
  /** Absolute path of a program, and its arguments. */
  command: [string, ...string[]];
  cwd: string;
  /** Files and folders that it must be able to read, under their own paths. */
  readable: string[];
  limits: LabManifest["limits"];
};

/** A started app with everything that stands around it. */
export type Walled = {
  readonly exited: boolean;
  /** Rejects with a GraderError when the wall, and not the app, was at fault. */
  ended: Promise<AppExit>;
  /** The process of the app itself, once it is there. */
  leader(all: readonly Usage[]): number | undefined;
  /** Every process that came of it. */
  members(all: readonly Usage[]): readonly Usage[];
  counted(): Promise<Counted>;
  /** Ends all of it, at once; resolves when it is gone. */
  kill(): Promise<void>;
};

/** What stands between the apps of one run and the machine. */
export type Wall = AsyncDisposable & {
  shown(permissions: Permissions): IsolationShown;
  start(enclosed: Enclosed): Promise<Walled>;
};
