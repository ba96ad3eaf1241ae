import { check } from "@picking-labs/test-kit";

const LIMIT = "536870912";

check("key-lands", async (t) => {
  const app = await t.sharedApp();
  const { cz } = await t.sharedRedis();
  const { status } = await app.request("PUT", "/keys/first", { body: "one" });
  t.verify(status === 201, `PUT /keys/first answered ${status}, promised 201`);
  t.equal(await cz.get("first"), "one", "the value in Redis");
});

check("full-is-507", async (t) => {
  const app = await t.sharedApp();
  const { cz } = await t.sharedRedis();
  await cz.call("CONFIG", "SET", "maxmemory", 1);
  try {
    const { status } = await app.request("PUT", "/keys/second", { body: "two" });
    t.verify(status === 507, `while Redis is full PUT /keys/second answered ${status}, promised 507`);
  } finally {
    await cz.call("CONFIG", "SET", "maxmemory", LIMIT);
  }
});

check("goes-on", async (t) => {
  const app = await t.sharedApp();
  const { status } = await app.request("PUT", "/keys/third", { body: "three" });
  t.verify(status === 201, `after Redis had room again PUT /keys/third answered ${status}, promised 201`);
});
