const PROFILES = ["development", "testing", "staging", "production"] as const;

export type Config = {
  host: string;
  port: number;
  /** Unset where a developer runs the app without Postgres. */
  databaseUrl: string | undefined;
  /** The one answer to "may this process write to the real table?". */
  writesDecisions: boolean;
  /** For how long a decision that could not be written is tried again, in milliseconds since it was made. */
  retryForMs: number;
};

/** Settings from the environment. Anything but an exact profile name is `testing`, which writes nothing. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const profile = PROFILES.find((name) => name === env.APP_PROFILE) ?? "testing";
  const config = {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || 3000),
    databaseUrl: env.DATABASE_URL || undefined,
    writesDecisions: profile === "staging" || profile === "production",
    retryForMs: Number(env.RETRY_FOR_MS || 30_000),
  };
  if (config.writesDecisions && config.databaseUrl === undefined)
    throw new Error(`profile ${profile} needs DATABASE_URL`);
  return config;
}
