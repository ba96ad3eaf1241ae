import { join } from "node:path";
import { expect, test } from "vitest";
import { type Lab, listLabs, loadLab } from "../../catalog/index.ts";
import { offers } from "./offers.ts";

const LABS = join(import.meta.dirname, "../../../../labs");
const login = { host: "127.0.0.1", port: 20_001, judge: { user: "judge", password: "j" } };
const app = { user: "app_1", password: "p" };
const accesses = {
  postgres: { ...login, app, database: "lab_1", template: "lab_template" },
  redis: { ...login, app, databases: { at: 0, cz: 1, de: 2, hu: 3, ro: 4 }, databaseCount: 512 },
  rabbitmq: {
    ...{ ...login, app, managementPort: 20_002, prefix: "r/1" },
    virtualHosts: { at: "r/1-at", cz: "r/1-cz", de: "r/1-de", hu: "r/1-hu", ro: "r/1-ro" },
  },
};
const offering = (...lines: string[]) => ({ name: "lab-90-tiny", manifest: { try: lines } }) as Lab;
const URL_ = "http://127.0.0.1:3000";

test("The app, its services and the places in its broker stand in the lines, with the login that may do all", () => {
  expect(
    offers(
      offering(
        "curl ${url}/ping\n",
        "redis-cli -u ${redis.url.cz} KEYS '*'",
        "psql ${postgres.url}",
        "curl ${rabbitmq.api}/queues/${rabbitmq.vhost.cz}",
      ),
      URL_,
      accesses,
    ),
  ).toEqual([
    "curl http://127.0.0.1:3000/ping",
    "redis-cli -u redis://judge:j@127.0.0.1:20001/1 KEYS '*'",
    "psql postgres://judge:j@127.0.0.1:20001/lab_1",
    "curl http://judge:j@127.0.0.1:20002/api/queues/r%2F1-cz",
  ]);
});

test("A line that asks for a service which the lab does not have is the lab's fault, and named", () => {
  expect(() => offers(offering("redis-cli -u ${redis.url}"), URL_, { postgres: accesses.postgres })).toThrow(
    "lab-90-tiny/lab.yaml offers to try ${redis.url}, which nothing stands for; there is url, postgres.url.",
  );
});

test("Every lab offers something, and nothing that its own services do not stand for", async () => {
  for (const name of await listLabs(LABS)) {
    const lab = await loadLab(LABS, name);
    const own = Object.entries(accesses).filter(([service]) =>
      (lab.manifest.services as string[]).includes(service),
    );
    expect(offers(lab, URL_, Object.fromEntries(own)).join("\n"), name).toContain("curl");
  }
});
