export type Config = {
  host: string;
  port: number;
  profile: string;
  databaseUrl: string | undefined;
};

/** Settings from the environment. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || 3000),
    profile: env.APP_PROFILE ?? "",
    databaseUrl: env.DATABASE_URL || undefined,
  };
}
