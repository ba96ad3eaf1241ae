export type Config = {
  host: string;
  port: number;
  /** Who hears of decided orders. */
  reportUrl: string | undefined;
  /** "development", "testing", "staging" or "production". */
  profile: string;
};

/** Settings from the environment. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || 3000),
    reportUrl: env.REPORT_URL || undefined,
    profile: env.APP_PROFILE || "development",
  };
}
