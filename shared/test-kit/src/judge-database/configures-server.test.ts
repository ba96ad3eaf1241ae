import { expect, test } from "vitest";
import { configuresServer } from "./configures-server.ts";

test.each([
  "ALTER  SYSTEM SET max_connections = 3",
  "select pg_reload_conf()",
  "COPY items TO PROGRAM 'cat'",
  "copy items from '/etc/passwd'",
])("%s is about the server itself", (statement) => {
  expect(configuresServer(statement)).toBe(true);
});

test.each([
  "SELECT * FROM decision_analysis",
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1",
  "ALTER TABLE items ADD COLUMN system text",
  "COPY items FROM STDIN",
])("%s is about what a run has in it", (statement) => {
  expect(configuresServer(statement)).toBe(false);
});
