export type Profile = "development" | "testing" | "staging" | "production";

export type Settings = { host: string; port: number; profile: Profile; reportUrl: URL | undefined };

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || 3000),
    profile: profileOf(env.APP_PROFILE),
    reportUrl: env.REPORT_URL ? new URL(env.REPORT_URL) : undefined,
  };
}

/** Whoever is not named here is a tester. */
function profileOf(name: string | undefined): Profile {
  switch (name) {
    case "development":
    case "staging":
    case "production":
      return name;
    default:
      return "testing";
  }
}
