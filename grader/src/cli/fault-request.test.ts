import { expect, test } from "vitest";
import { durationMs } from "../engine/faults/index.ts";
import { faultAsked } from "./fault-request.ts";

test.for([
  ["250ms", 250],
  ["250", 250],
  ["2s", 2_000],
  ["1.5s", 1_500],
  ["0.001s", 1],
  ["1m", 60_000],
  ["60min", 3_600_000],
] as const)("%s is %d ms", ([typed, ms]) => {
  expect(durationMs(typed)).toBe(ms);
});

test.for(["", "0s", "0.0001s", "-2s", "2 s", "2h", "1e3", "61m", "Infinity", "s", "2s2s", "٢s"])(
  '"%s" is no duration',
  (typed) => {
    expect(() => durationMs(typed)).toThrow(`"${typed}" is no duration from 1 ms to an hour.`);
  },
);

test.for([
  [["redis", "cut", "2s"], { service: "redis", fault: "cut", forMs: 2_000 }],
  [["redis.cz", "cut"], { service: "redis.cz", fault: "cut" }],
  [["rabbitmq", "hold", "100ms"], { service: "rabbitmq", fault: "hold", forMs: 100 }],
  [["postgres", "delay", "200ms"], { service: "postgres", fault: "delay", byMs: 200 }],
  [["postgres", "delay", "200ms", "10s"], { service: "postgres", fault: "delay", byMs: 200, forMs: 10_000 }],
  [["redis", "end"], { service: "redis", fault: "end" }],
] as const)("%j is understood", ([words, request]) => {
  const [service, fault, first, second] = words;
  expect(faultAsked(service, fault, first, second)).toEqual(request);
});

test.for([
  [["redis", "cut", "2s", "3s"], "Only delay takes two durations"],
  [["redis", "end", "2s"], "end takes no duration"],
  [["postgres.cz", "cut"], '"postgres.cz" is no service'],
  [["redis", "toString"], '"toString" is no fault'],
] as const)("%j is refused: %s", ([words, text]) => {
  const [service, fault, first, second] = words as readonly [string, string, string?, string?];
  expect(() => faultAsked(service, fault, first, second)).toThrow(text);
});
