const PROFILES = ["development", "testing", "staging", "production"] as const;

export type Config = {
  host: string;
  port: number;
  /** Whether the routes below `/dev` are there. */
  development: boolean;
  /** Whether every order must have a note. */
  requireNote: boolean;
};

/** Settings from the environment. Anything but an exact profile name is `testing`, anything but "true" is no. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const profile = PROFILES.find((name) => name === env.APP_PROFILE) ?? "testing";
  return {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || 3000),
    development: profile === "development",
    requireNote: env.REQUIRE_NOTE === "true",
  };
}
