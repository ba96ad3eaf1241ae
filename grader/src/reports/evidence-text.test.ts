import type { Evidence } from "@picking-labs/contracts";
import { expect, test } from "vitest";
import { evidenceLine } from "./evidence-text.ts";

const cases: [Evidence, string][] = [
  [
    {
      kind: "http",
      at: 12.6,
      app: "app",
      method: "POST",
      path: "/orders",
      body: '{"a":1}',
      status: 200,
      response: "{}",
      ms: 3.4,
    },
    '   13 ms  app: POST /orders {"a":1}  →  200 {} (3 ms)',
  ],
  [
    {
      kind: "http",
      at: 0,
      app: "app-2",
      method: "GET",
      path: "/ping",
      ms: 1000,
      error: "no answer within 1 s",
    },
    "    0 ms  app-2: GET /ping  →  no answer within 1 s (1000 ms)",
  ],
  [{ kind: "log", at: 5, app: "app", stream: "stdout", line: "a\u001b[31mb" }, "    5 ms  app logged: ab"],
  [{ kind: "log", at: 5, app: "app", stream: "stderr", line: "x" }, "    5 ms  app wrote on stderr: x"],
  [{ kind: "sql", at: 5, text: "select\n  1", rows: [] }, "    5 ms  judge: select 1  →  no row"],
  [{ kind: "sql", at: 5, text: "select 1", rows: ["1", "2"] }, "    5 ms  judge: select 1  →  1 | 2"],
  [{ kind: "sql", at: 5, text: "begin" }, "    5 ms  judge: begin"],
  [
    { kind: "redis", at: 5, by: "app", tenant: "cz", text: "MULTI · HSET a b c", reply: "OOM \u001b[31mno" },
    "    5 ms  app to redis.cz: MULTI · HSET a b c  →  OOM no",
  ],
  [{ kind: "redis", at: 5, by: "judge", tenant: "at", text: "GET a" }, "    5 ms  judge to redis.at: GET a"],
  [
    { kind: "amqp", at: 5, by: "judge", tenant: "cz", text: "published to wapi-events", body: "{\n\u0007}" },
    "    5 ms  judge at rabbitmq.cz published to wapi-events: { ·}",
  ],
  [
    { kind: "amqp", at: 5, by: "app", tenant: "hu", text: "acked delivery 1" },
    "    5 ms  app at rabbitmq.hu acked delivery 1",
  ],
  [{ kind: "fault", at: 5, service: "postgres", text: "cut" }, "    5 ms  postgres: cut"],
  [{ kind: "process", at: 123456, app: "app", text: "ended" }, "123456 ms  app: ended"],
  [{ kind: "note", at: 5, text: "a note" }, "    5 ms  a note"],
];

test.for(cases)("%j is one line of the time line", ([item, line]) => {
  expect(evidenceLine(item)).toBe(line);
});

test("A long body is cut on its line", () => {
  const line = evidenceLine({ kind: "log", at: 0, app: "app", stream: "stdout", line: "x".repeat(5000) });
  expect(line.length).toBeLessThan(300);
  expect(line.endsWith("…")).toBe(true);
});
