import { check, type JudgeDatabase } from "@picking-labs/test-kit";
import { allInOrder, errorNames } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** SQLSTATE → whether the decision is tried again. Some of each class that somebody might take as a whole. */
const LOST = [
  "08006",
  "08001",
  "08000",
  "08003",
  "08P01",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "40001",
  "40P01",
];
const REFUSED = [
  "23514",
  "23505",
  "42501",
  "22003",
  "53100",
  "53200",
  "25006",
  "58030",
  "57P05",
  "40002",
  "40003",
  "P0001",
];

check(
  "lost-or-refused",
  async (t) => {
    const { app, database } = await t.workplace();
    const cases = [...LOST, ...REFUSED].map((code) => ({ code, order: plainOrder(t.random) }));
    await answerWith(
      database,
      cases.map(({ code, order }) => ({ code, orderId: order.orderId })),
    );
    const posted = await allInOrder(
      cases.map(async ({ code, order }) => ({ code, ...(await postOrder(t, app, order)) })),
    );
    const commit = plainOrder(t.random);
    await loseCommit(database, commit.orderId);
    const committed = await postOrder(t, app, commit);
    const [lost, refused] = [posted.slice(0, LOST.length), posted.slice(LOST.length)];

    for (const { code, ...one } of lost)
      await rowsArrive(
        t,
        database,
        [one],
        `An order was answered 200, and the first try to write its decision was answered with SQLSTATE ${code}, which counts as lost`,
      );
    await rowsArrive(
      t,
      database,
      [committed],
      "An order was answered 200, and the first COMMIT of its decision was answered with SQLSTATE 40001, which counts as lost",
    );
    for (const { code, order } of refused)
      await errorNames(
        t,
        app,
        order.orderId,
        `Postgres answered with SQLSTATE ${code}, which is a refusal, and 10 s later no error line has the orderId ${order.orderId}.`,
      );
    for (const { code, order } of refused) {
      const [row] = await database.query<{ tries: string }>(
        `SELECT last_value AS tries FROM tries_${Number(order.orderId)}`,
      );
      t.equal(
        Number(row?.tries),
        1,
        `The number of tries to write order ${order.orderId}, which Postgres refused with SQLSTATE ${code},`,
      );
    }
  },
  { takesOverFrom: "clients-come-back" },
);

/** Refused codes come at every try, the others at the first. Sequences count tries, also those that were rolled back. */
async function answerWith(
  database: JudgeDatabase,
  orders: { code: string; orderId: number }[],
): Promise<void> {
  const once = orders.filter(({ code }) => LOST.includes(code)).map(({ orderId }) => orderId);
  for (const { orderId } of orders) await database.query(`CREATE SEQUENCE tries_${Number(orderId)}`);
  const codes = orders.map(({ code, orderId }) => `WHEN ${Number(orderId)} THEN '${code}'`).join(" ");
  await database.query(`
    CREATE FUNCTION answer_with_code() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE try bigint := nextval('tries_' || NEW.order_id);
    BEGIN
      IF try > 1 AND NEW.order_id = ANY(ARRAY[${once.join()}]) THEN RETURN NEW; END IF;
      RAISE EXCEPTION 'not this time' USING ERRCODE = CASE NEW.order_id ${codes} END;
    END $$`);
  await database.query(`
    CREATE TRIGGER answers BEFORE INSERT ON decision_analysis FOR EACH ROW
    WHEN (NEW.order_id IN (${orders.map(({ orderId }) => orderId).join()})) EXECUTE FUNCTION answer_with_code()`);
}

/** The first COMMIT of this order's decision meets a conflict, as deferred constraints and serializable transactions do. */
async function loseCommit(database: JudgeDatabase, orderId: number): Promise<void> {
  await database.query(`CREATE SEQUENCE commits`);
  await database.query(`
    CREATE FUNCTION lose_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      IF nextval('commits') = 1 THEN RAISE EXCEPTION 'not this time' USING ERRCODE = '40001'; END IF;
      RETURN NULL;
    END $$`);
  await database.query(`
    CREATE CONSTRAINT TRIGGER loses AFTER INSERT ON decision_analysis DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.order_id = ${Number(orderId)}) EXECUTE FUNCTION lose_commit()`);
}
