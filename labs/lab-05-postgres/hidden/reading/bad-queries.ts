import { check } from "@picking-labs/test-kit";
import { allInOrder, expectRefusal, told } from "@picking-labs/test-kit/every-app";

const NO_IDS = [
  "",
  "0",
  "-1",
  "1.5",
  "abc",
  "1e3",
  "0x10",
  " 1",
  "1 ",
  "NaN",
  "null",
  "9007199254740992",
  "99999999999999999999",
  "1 OR 1=1",
  "+1",
  "1.0",
  "1.",
];
const NO_LIMITS = [
  "",
  "0",
  "-1",
  "1001",
  "10.5",
  "abc",
  "1e2",
  " 5",
  "ALL",
  "100000000000000000000",
  "Infinity",
  "5.0",
  "+5",
  "5 ",
];

const REFUSED = [
  ...NO_IDS.map((id) => `/decisions?orderId=${encodeURIComponent(id)}`),
  ...NO_IDS.map((id) => `/decisions/summary?warehouseId=${encodeURIComponent(id)}`),
  ...NO_LIMITS.map((limit) => `/decisions?limit=${encodeURIComponent(limit)}`),
  "/decisions?orderId=1&orderId=1",
  "/decisions?limit=5&limit=5",
  "/decisions/summary?warehouseId=8799&warehouseId=8799",
];

const ACCEPTED = [
  "/decisions?orderId=1",
  "/decisions?orderId=9007199254740991",
  "/decisions?limit=1",
  "/decisions?limit=1000",
  "/decisions/summary?warehouseId=1",
  "/decisions/summary?warehouseId=9007199254740991",
];

check("bad-queries", async (t) => {
  const app = await t.sharedApp();
  const ask = (paths: string[]) =>
    allInOrder(paths.map(async (path) => ({ path, answer: await app.get(path) })));
  for (const { path, answer } of await ask(ACCEPTED))
    t.verify(answer.status === 200, () => `GET ${path} ${told(answer)}. Promised is 200.`);
  for (const { path, answer } of await ask(REFUSED)) expectRefusal(t, `GET ${path}`, answer, 422);
});
