const PROFILES = ["development", "testing", "staging", "production"] as const;

export type Config = {
  host: string;
  port: number;
  /** Who hears of decided orders; unset where nobody does. */
  reportUrl: string | undefined;
  /** The one answer to "do the routes for developers exist here?". */
  isDevelopment: boolean;
};

/** Settings from the environment. Anything but an exact profile name is `testing`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const profile = PROFILES.find((name) => name === env.APP_PROFILE) ?? "testing";
  return {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || 3000),
    reportUrl: env.REPORT_URL || undefined,
    isDevelopment: profile === "development",
  };
}
