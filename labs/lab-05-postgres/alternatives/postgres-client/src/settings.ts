export type Settings = {
  host: string;
  port: number;
  databaseUrl: string | undefined;
  /** False wherever the real table must stay untouched. */
  mayWrite: boolean;
  /** For how long a lost decision is tried again. */
  retryForMs: number;
};

const writingProfiles = new Set(["staging", "production"]);

export const settingsFrom = (env: NodeJS.ProcessEnv): Settings => ({
  host: env.HOST || "127.0.0.1",
  port: Number(env.PORT || 3000),
  databaseUrl: env.DATABASE_URL || undefined,
  retryForMs: Number(env.RETRY_FOR_MS || 30_000),
  mayWrite: writingProfiles.has(env.APP_PROFILE ?? ""),
});
