import type { HostileApp } from "./hostile-app.ts";

export const database: HostileApp[] = [];
