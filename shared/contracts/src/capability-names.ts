/** What some servers allow and others do not, as it follows "a check needs": a server that others keep is theirs to configure. */
export const CAPABILITIES = {
  "postgres.server": "a Postgres that the grader may configure and restart",
  "redis.server": "a Redis that the grader may configure and restart",
} as const;

export type Capability = keyof typeof CAPABILITIES;
