import { GraderError } from "../../errors.ts";
import { URL_VARIABLES } from "../url-variables.ts";

export type PostgresUrl = { host: string; port: number; user: string; password: string; database: string };

const VARIABLE = URL_VARIABLES.postgres;
const DEFAULT_PORT = 5432;

/** What the environment says of the server. Its value is never shown: it holds a password. */
export function readPostgresUrl(env: NodeJS.ProcessEnv): PostgresUrl {
  const text = env[VARIABLE];
  const wrong = (what: string) =>
    new GraderError(
      "bad-option",
      `${VARIABLE} ${what}. It looks like postgres://USER:PASSWORD@HOST:5432/postgres.`,
    );
  if (!text) throw wrong("is not set");
  if (!URL.canParse(text)) throw wrong("is no URL");
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(text);
  if (protocol !== "postgres:" && protocol !== "postgresql:") throw wrong("does not begin with postgres://");
  if (hostname === "" || username === "") throw wrong("names no host or no user");
  // The server is reached by another address than its own, which no certificate knows.
  if (!["disable", "prefer", "allow", null].includes(searchParams.get("sslmode")))
    throw wrong("asks for TLS, which is not supported here");
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || DEFAULT_PORT),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || "postgres",
  };
}
