import type { SuiteContext } from "@picking-labs/contracts";

/** Makes texts safe to store and show: the app's connection string to Postgres becomes `${postgres.url}`, passwords `***`. */
export type Redact = <T>(value: T) => T;

const CREDENTIALS_IN_URL = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/:@"'`]+:[^\s/@"'`]+@/gi;

export function createRedact({
  postgres,
  redis,
  rabbitmq,
}: Pick<SuiteContext, "postgres" | "redis" | "rabbitmq">): Redact {
  const rules: [RegExp, string][] = [];
  if (postgres !== undefined) {
    const { user, password } = postgres.app;
    rules.push([
      new RegExp(
        `postgres(?:ql)?://${RegExp.escape(user)}:${RegExp.escape(encodeURIComponent(password))}@[^\\s"'\`]*`,
        "g",
      ),
      "${postgres.url}",
    ]);
  }
  for (const service of [postgres, redis, rabbitmq])
    for (const { password } of service === undefined ? [] : [service.app, service.judge])
      if (password !== "") rules.push([new RegExp(RegExp.escape(password), "g"), "***"]);
  rules.push([CREDENTIALS_IN_URL, "$1***@"]);
  const text = (value: string) => rules.reduce((result, [pattern, by]) => result.replace(pattern, by), value);
  return (value) => deep(value, text);
}

function deep<T>(value: T, text: (value: string) => string): T {
  if (typeof value === "string") return text(value) as T;
  if (Array.isArray(value)) return value.map((item) => deep(item, text)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner, text)])) as T;
}
