import type { HostileApp } from "./hostile-app.ts";

export const answering: HostileApp[] = [];
