export type Environment = {
  databaseUrl: string | undefined;
  profile: "development" | "testing" | "staging" | "production";
  retryForMs: number;
};

const PROFILES = new Map<string | undefined, Environment["profile"]>([
  ["development", "development"],
  ["staging", "staging"],
  ["production", "production"],
]);

export function environment({ APP_PROFILE, DATABASE_URL, RETRY_FOR_MS }: NodeJS.ProcessEnv): Environment {
  return {
    databaseUrl: DATABASE_URL || undefined,
    profile: PROFILES.get(APP_PROFILE) ?? "testing",
    retryForMs: Number(RETRY_FOR_MS || 30_000),
  };
}
