import { check } from "@picking-labs/test-kit";

check("row-lands", async (t) => {
  const app = await t.sharedApp();
  const database = await t.sharedDatabase();
  const item = { id: t.random.integer(1, 1_000_000), name: 'it\'s "here"' };
  const { status } = await app.post("/items", item);
  t.verify(status === 201, `POST /items answered ${status}, promised 201`);
  const rows = await database.query("select id, name from item where id = $1", [item.id]);
  t.equal(rows, [item], "the table");
});

check("rows-read", async (t) => {
  const app = await t.sharedApp();
  const database = await t.sharedDatabase();
  const item = { id: t.random.integer(1_000_001, 2_000_000), name: "given" };
  await database.query("insert into item values ($1, $2)", [item.id, item.name]);
  t.equal((await app.get(`/items/${item.id}`)).json, item, `the answer of GET /items/${item.id}`);
  const missing = await app.get("/items/2000001");
  t.verify(missing.status === 404, `GET /items/2000001 answered ${missing.status}, promised 404`);
});

check("away-is-503", async (t) => {
  const database = await t.database();
  const proxy = await t.proxy(database);
  const app = await t.app({ database: proxy });
  const before = await app.post("/items", { id: 1, name: "before" });
  t.verify(before.status === 201, `POST /items answered ${before.status}, promised 201`);
  proxy.refuse();
  proxy.cut();
  const away = await app.post("/items", { id: 2, name: "away" });
  t.verify(away.status === 503, `without a database POST /items answered ${away.status}, promised 503`);
  proxy.allow();
  await t.eventually(
    async () => (await app.get("/items/1")).status === 200,
    () => "after the database was back, GET /items/1 never answered 200",
  );
});
