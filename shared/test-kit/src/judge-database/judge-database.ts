/** A database as the judge sees it: a superuser beside the app, never the app's own connection. */
export interface JudgeDatabase {
  readonly name: string;
  /** Where the service itself listens. */
  readonly host: string;
  readonly port: number;
  /** What the app gets as DATABASE_URL, by default straight to the service. */
  appUrl(at?: { host: string; port: number }): string;
  /** Rows as `pg` gives them: bigint and numeric as strings, timestamptz as Date. */
  query<R = Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>;
  /** A session of its own, for locks and open transactions; ended with the check. */
  session(): Promise<JudgeSession>;
  /** Connections that the app's role has to this database now. */
  connections(): Promise<number>;
  /** Ends all sessions of the app's role; returns how many there were. */
  killSessions(): Promise<number>;
}

export interface JudgeSession {
  query<R = Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>;
  end(): Promise<void>;
}
