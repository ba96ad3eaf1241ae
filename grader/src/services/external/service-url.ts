import { GraderError } from "../../errors.ts";
import { URL_VARIABLES } from "../url-variables.ts";

export type ServiceUrl = {
  host: string;
  port: number;
  user: string;
  password: string;
  path: string;
  options: URLSearchParams;
};

const SHAPES = {
  redis: { protocol: "redis:", port: 6379, example: "redis://USER:PASSWORD@HOST:6379" },
  rabbitmq: {
    protocol: "http:",
    port: 15672,
    example: "http://USER:PASSWORD@HOST:15672, its management page",
  },
};

/** What the environment says of the server. Its value is never shown: it holds a password. */
export function readServiceUrl(service: keyof typeof SHAPES, env: NodeJS.ProcessEnv): ServiceUrl {
  const variable = URL_VARIABLES[service];
  const { protocol, port, example } = SHAPES[service];
  const wrong = (what: string) =>
    new GraderError("bad-option", `${variable} ${what}. It looks like ${example}.`);
  const text = env[variable];
  if (!text) throw wrong("is not set");
  if (!URL.canParse(text)) throw wrong("is no URL");
  const url = new URL(text);
  // The server is reached by another address than its own, which no certificate knows.
  if (url.protocol === `${protocol.slice(0, -1)}s:`) throw wrong("asks for TLS, which is not supported here");
  if (url.protocol !== protocol) throw wrong(`does not begin with ${protocol}//`);
  if (url.hostname === "") throw wrong("names no host");
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    // A URL does not keep the port that its protocol has anyway.
    port: Number(url.port || (/:80(?:[/?#]|$)/.test(text) ? 80 : port)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    path: decodeURIComponent(url.pathname.slice(1)),
    options: url.searchParams,
  };
}
