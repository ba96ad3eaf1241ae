import type { HttpResult } from "../http-client.ts";

/** One process of the learner's app, as a check sees it. */
export interface RunningApp {
  /** As it stands in the time line: "app", "app-2". */
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly running: boolean;
  get(path: string, options?: RequestOptions): Promise<HttpResult>;
  post(path: string, body: unknown, options?: RequestOptions): Promise<HttpResult>;
  /** Any body but a string or bytes is sent as JSON; a string or bytes are sent as they are, called JSON unless a header says otherwise. */
  request(method: string, path: string, options?: RequestOptions & { body?: unknown }): Promise<HttpResult>;
  /** What it has written so far, `at` in ms since the check began. */
  logs(): LogLine[];
  signal(name: "SIGTERM" | "SIGKILL" | "SIGINT"): Promise<void>;
  /**
   * Resolves when the process has ended.
   * @throws CheckFailure with `otherwise` when it still runs after `within` ms (10 s)
   */
  exited(options?: { within?: number; otherwise?: string }): Promise<ExitSeen>;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  /** For the whole exchange; 10 s when not given. */
  timeoutMs?: number;
}

export interface LogLine {
  at: number;
  stream: "stdout" | "stderr";
  text: string;
  /** The line as an object, when it is a JSON object. */
  json?: Record<string, unknown>;
}

export interface ExitSeen {
  code: number | null;
  signal: string | null;
  /** Since the last signal that the check sent; since the check began when it sent none. */
  afterSignalMs: number;
}
