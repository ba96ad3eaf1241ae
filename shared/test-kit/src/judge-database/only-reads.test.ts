import { expect, test } from "vitest";
import { onlyReads } from "./only-reads.ts";

test.each([
  "SELECT * FROM decision_analysis",
  "  select 1",
  "WITH found AS (SELECT 1) SELECT * FROM found",
  "SHOW max_connections",
  "SELECT count(*) FROM pg_stat_activity",
])("%s only reads", (text) => expect(onlyReads(text)).toBe(true));

test.each([
  "INSERT INTO t VALUES (1)",
  "BEGIN",
  "LOCK TABLE t IN EXCLUSIVE MODE",
  "CREATE TRIGGER x",
  "WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone",
  "SELECT * FROM t FOR UPDATE",
  "SELECT * FROM t FOR NO KEY UPDATE",
  "SELECT pg_advisory_lock(1)",
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
  "SELECT * INTO copy FROM t",
  "EXPLAIN ANALYZE DELETE FROM t",
  "",
])("%s does not only read", (text) => expect(onlyReads(text)).toBe(false));
