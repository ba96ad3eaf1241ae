import { expect, test } from "vitest";
import { appEnvironment } from "./app-environment.ts";

const login = { host: "127.0.0.1", port: 20_001, judge: { user: "judge", password: "j" } };
const app = { user: "app_1", password: "p" };
const postgres = { ...login, app, database: "lab_1", template: "lab_template" };
const redis = { ...login, app, databases: { at: 0, cz: 1, de: 2, hu: 3, ro: 4 }, databaseCount: 512 };
const rabbitmq = {
  ...{ ...login, app, managementPort: 20_002, prefix: "r/1" },
  virtualHosts: { at: "r/1-at", cz: "r/1-cz", de: "r/1-de", hu: "r/1-hu", ro: "r/1-ro" },
};

test.for([
  ["postgres.url", "postgres://app_1:p@127.0.0.1:20001/lab_1"],
  ["redis.url", "redis://app_1:p@127.0.0.1:20001/0"],
  ["redis.url.at", "redis://app_1:p@127.0.0.1:20001/0"],
  ["redis.url.ro", "redis://app_1:p@127.0.0.1:20001/4"],
  ["rabbitmq.url.cz", "amqp://app_1:p@127.0.0.1:20001/r%2F1-cz"],
])("$" + "{%s} is %s", ([key, url]) => {
  expect(appEnvironment({ URL: `<\${${key}}>` }, { postgres, redis, rabbitmq })).toEqual({ URL: `<${url}>` });
});

test.for([["redis.url.cz"], ["redis.url.xx"], ["redis"], ["toString"], ["a b"], [""]])(
  "A manifest that asks for %s of no service is broken, and the placeholder is named",
  ([key]) => {
    expect(() => appEnvironment({ REDIS_URL: `\${${key}}` }, { postgres })).toThrow(
      `lab.yaml sets REDIS_URL to \${${key}}, which nothing stands for: its services give postgres.url.`,
    );
  },
);

test("What is no placeholder stays as it is", () => {
  expect(appEnvironment({ A: "$HOME {x} $5", B: "" }, {})).toEqual({ A: "$HOME {x} $5", B: "" });
});
