import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROBE = `
  import { registerHooks } from "node:module";
  const seen = [];
  registerHooks({ resolve(name, context, next) { seen.push(name); return next(name, context); } });
  const { createSuite } = await import(process.argv[1]);
  createSuite({ selected: [] }, {});
  console.log(JSON.stringify(seen));
`;

test("a lab without Redis and RabbitMQ loads neither of their clients", async () => {
  const suite = new URL("suite.ts", import.meta.url).href;
  const options = { cwd: import.meta.dirname, env: { ...process.env, VITEST: undefined } };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", PROBE, suite],
    options,
  );
  const seen = JSON.parse(stdout) as string[];
  expect(seen).toContain("./redis/index.ts");
  expect(seen.filter((name) => /ioredis|amqplib/.test(name))).toEqual([]);
});
