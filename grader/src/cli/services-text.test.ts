import { expect, test } from "vitest";
import type { KeptService } from "../services/index.ts";
import { keptText, logText } from "./services-text.ts";

const NOW = Date.parse("2026-01-01T12:00:00Z");
const MINUTE = 60_000;

const inContainer: KeptService = {
  provider: "docker",
  version: "4.0.5",
  runsIn: "container picking-labs-rabbitmq-0a1b",
  startedAt: NOW - 12 * MINUTE,
  runs: 0,
  idle: { limitMs: 15 * MINUTE },
  addresses: [
    { what: "AMQP", at: "amqp://picking-labs:word@127.0.0.1:32768/%2F" },
    { what: "Management page", at: "http://picking-labs:word@127.0.0.1:32769/" },
  ],
};

test("A container is shown with its version, age, end and the URLs to copy", () => {
  expect(keptText("rabbitmq", inContainer, NOW)).toBe(
    [
      "rabbitmq: 4.0.5 (docker), container picking-labs-rabbitmq-0a1b, up for 12 min",
      "  nobody uses it; it ends 15 min after the last connection",
      "  AMQP: amqp://picking-labs:word@127.0.0.1:32768/%2F",
      "  Management page: http://picking-labs:word@127.0.0.1:32769/",
    ].join("\n"),
  );
});

test("Who uses it is counted instead of when it ends", () => {
  const lines = (runs: number) => keptText("rabbitmq", { ...inContainer, runs }, NOW).split("\n")[1];
  expect(lines(1)).toBe("  1 run uses it");
  expect(lines(2)).toBe("  2 runs use it");
});

test("One that starts has no version and no address yet", () => {
  const starting: KeptService = {
    ...{ provider: "native", runsIn: "process 71", startedAt: NOW - 3_000, runs: 0 },
    ...{ idle: { leftMs: 80_000 }, addresses: [] },
  };
  expect(keptText("rabbitmq", starting, NOW)).toBe(
    "rabbitmq: starting (native), process 71, up for 3 s\n  nobody uses it; it ends in 80 s",
  );
});

test("A log is shown without what a terminal would obey", () => {
  expect(logText("rabbitmq (docker)", ["  \u001B[31mred\u001B[0m", "  bell\u0007"])).toBe(
    "rabbitmq (docker): its last lines\n  red\n  bell·",
  );
  expect(logText("rabbitmq", [])).toBe("rabbitmq: has written nothing");
});
