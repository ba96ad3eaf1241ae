import type { Tenant } from "@picking-labs/contracts";

/** One tenant's database as the judge sees it: with rights of its own, beside the app and past its proxy. */
export interface JudgeRedis {
  readonly tenant: Tenant;
  /** Its number. */
  readonly database: number;
  /** What the app gets as REDIS_URL_…, by default straight to the service. */
  appUrl(at?: { host: string; port: number }): string;
  /** Any command; answers as they come by RESP2: strings, numbers, null, arrays. */
  call(...command: [name: string, ...args: (string | number)[]]): Promise<unknown>;
  get(key: string): Promise<string | null>;
  set(key: string, value: string | number): Promise<void>;
  /** Returns how many there were. */
  del(...keys: string[]): Promise<number>;
  hget(key: string, field: string): Promise<string | null>;
  /** Empty when there is no such key. */
  hgetall(key: string): Promise<Record<string, string>>;
  hset(key: string, fields: Record<string, string | number>): Promise<void>;
  zadd(key: string, members: { member: string; score: number | string }[]): Promise<void>;
  zscore(key: string, member: string): Promise<number | null>;
  /** All members, lowest score first. */
  zrange(key: string): Promise<{ member: string; score: number }[]>;
  /** All entries, oldest first. */
  xrange(key: string): Promise<{ id: string; fields: Record<string, string> }[]>;
  xlen(key: string): Promise<number>;
  /** "none" when there is no such key. */
  type(key: string): Promise<string>;
  /** In the order of their names. */
  keys(pattern?: string): Promise<string[]>;
  /** Empties this database. */
  flush(): Promise<void>;
}
