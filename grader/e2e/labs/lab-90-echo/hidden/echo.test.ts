import { check } from "@picking-labs/test-kit";

check("echo-answers", async (t) => {
  const app = await t.sharedApp();
  const text = `hello ${t.random.integer(1, 1_000_000)}`;
  const { status, json } = await app.post("/echo", { text });
  t.verify(status === 200, `POST /echo answered ${status}`);
  t.equal(json, { text }, "the answer of POST /echo");
});

check("echo-exact", async (t) => {
  const app = await t.sharedApp();
  const text = ` "quoted"\t'single' `;
  const { json } = await app.post("/echo", { text });
  t.equal(json, { text }, "the answer of POST /echo");
});

check("text-required", async (t) => {
  const app = await t.sharedApp();
  for (const body of [{}, { text: 7 }]) {
    const { status } = await app.post("/echo", body);
    t.verify(status === 422, `POST /echo with ${JSON.stringify(body)} answered ${status}, promised 422`);
  }
});
