import { check } from "@picking-labs/test-kit";

for (let number = 1; number <= 10; number++)
  check(`quick-${number}`, async (t) => {
    const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
    const item = { id: t.random.integer(1, 1_000_000_000), name: `item ${number}` };
    const { status } = await app.post("/items", item);
    t.verify(status === 201, `POST /items answered ${status}, promised 201`);
    t.equal(await database.query("select id, name from item where id = $1", [item.id]), [item], "the table");
    t.equal((await app.get(`/items/${item.id}`)).json, item, `the answer of GET /items/${item.id}`);
  });
