import { expect, test } from "vitest";
import { begunText } from "./dev-text.ts";

const session = {
  ...{ title: "Rows", url: "http://127.0.0.1:3000", work: "labs/lab-91-rows/work" },
  ...{ env: { DATABASE_URL: "postgres://a:b@127.0.0.1:20001/lab", PORT: "3000" } },
};

test("A session says where it is, what it is given and what to try", () => {
  const text = begunText({
    ...session,
    offers: ["curl -s http://127.0.0.1:3000/ping"],
    services: [{ name: "postgres", version: "18.4", provider: "native" }],
  });
  expect(text).toBe(`
Rows: http://127.0.0.1:3000
It starts again when a file in labs/lab-91-rows/work changes. Ctrl-C ends it, and its Postgres 18.4 (native) with all data.

Your app is given:
  DATABASE_URL=postgres://a:b@127.0.0.1:20001/lab
  PORT=3000

To try in another terminal:

curl -s http://127.0.0.1:3000/ping

`);
});

test("A lab that offers nothing and asks for no service has its address alone", () => {
  const text = begunText({ ...session, offers: [], services: [] });
  expect(text).toContain("Rows: http://127.0.0.1:3000\n");
  expect(text).toContain("Ctrl-C ends it.\n");
  expect(text).not.toContain("To try");
});
