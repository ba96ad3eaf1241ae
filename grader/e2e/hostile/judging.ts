import type { HostileApp } from "./hostile-app.ts";

export const judging: HostileApp[] = [];
