import { AWKWARD_SECTORS } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { ARRIVAL_LIMIT_MS } from "../support/rows-arrive.ts";
import { storedRows } from "../support/stored-rows.ts";

/** What changes or disappears on the way without any error. */
const QUIET_TEXTS = [
  "a'||'b",
  "$&",
  "$`",
  "$1$2",
  "\\N",
  "\\x41",
  "a\\'b",
  '{"a","b"}',
  ":sector",
  "?",
  "%",
  "&amp;",
  // A letter and its mark, which Unicode would also write as one.
  "Ku\u0308hlhaus",
  "\u00a0x\ufeff",
];

// Not on the shared app: whoever puts sectors into SQL may lose a client with each of them, and readers beside would notice.
check(
  "awkward-sectors",
  async (t) => {
    const { app, database } = await t.workplace();
    const sectors = [
      ...AWKWARD_SECTORS,
      ...QUIET_TEXTS,
      ...Array.from({ length: 4 }, () => t.random.text(1, 40)),
    ];
    const posted = await allInOrder(
      sectors.map(async (sector) => {
        const order = plainOrder(t.random);
        for (const product of order.products)
          for (const position of product.positions) position.sector = sector;
        return { sector, ...(await postOrder(t, app, order)) };
      }),
    );
    const byOrder = new Map<string, string>();
    const missing = () => posted.filter(({ order }) => !byOrder.has(String(order.orderId)));
    await t.eventually(
      async () => {
        for (const { orderId, sector } of await storedRows(
          database,
          ...posted.map(({ order }) => order.orderId),
        ))
          byOrder.set(orderId, sector);
        return missing().length === 0;
      },
      () => {
        const [first] = missing();
        return `${posted.length} orders came, each with another sector. ${missing().length} of them are not in the table 10 s later; the first has the sector ${JSON.stringify(first?.sector)}.`;
      },
      { within: ARRIVAL_LIMIT_MS },
    );
    for (const { order, sector } of posted)
      t.equal(byOrder.get(String(order.orderId)), sector, `The sector in the row of order ${order.orderId}`);
  },
  { takesOverFrom: "nothing-to-write" },
);
