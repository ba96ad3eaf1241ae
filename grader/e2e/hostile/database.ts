import { databaseThief, type HostileApp } from "./hostile-app.ts";

/** The first of several statements that is not refused. */
const anyOf = (...statements: string[]) =>
  `for (const statement of ${JSON.stringify(statements)}) {
     const result = await pool.query(statement).catch(() => undefined);
     if (result) return statement;
   }`;
const connectsTo = (...names: string[]) => `
const own = new URL(process.env.DATABASE_URL);
for (const name of [${names.join(", ")}]) {
  const client = new pg.Client({ connectionString: Object.assign(new URL(own), { pathname: "/" + name }).href });
  client.on("error", () => {});
  const open = await client.connect().then(() => true, () => false);
  if (open) await client.end();
  if (open) return name;
}`;
const holds = (connections: number) => `
const held = [];
for (let count = 0; count < ${connections}; count++) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  client.on("error", () => {});
  if (!(await client.connect().then(() => true, () => false))) break;
  held.push(client);
}
globalThis.held = held;`;

/** Looks now and, when that brings nothing, again and again while it is judged; once there is something, it answers wrong. */
const lurks = (question: string) => `
const { ServerResponse } = await import("node:http");
const { writeHead } = ServerResponse.prototype;
const lurking = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
lurking.on("error", () => {});
const look = async () => (await lurking.query(${JSON.stringify(question)}).catch(() => ({ rows: [] }))).rows[0];
const timer = setInterval(async () => {
  if ((await look()) === undefined) return;
  clearInterval(timer);
  ServerResponse.prototype.writeHead = function (status, ...rest) { return writeHead.call(this, this.req.url === "/ping" ? status : 500, ...rest); };
}, 10);
return JSON.stringify(await look());`;
/** A session that stays open for as long as the app. */
const holding = `const held = new pg.Client({ connectionString: process.env.DATABASE_URL }); held.on("error", () => {}); await held.connect(); globalThis.held = held;`;

/** Apps that turn to the database of their run for what is the judge's. */
export const database: HostileApp[] = [
  {
    name: "becomes-the-judge",
    tries: "to take the judge's role or more rights for its own",
    lab: "lab-91",
    attack: databaseThief(
      anyOf(
        "set role judge",
        "set session authorization judge",
        "grant judge to current_user",
        "alter role current_user superuser",
        "alter role judge password 'mine'",
        "create role mine superuser",
      ),
    ),
    control: { source: databaseThief(anyOf("set role none")), verdict: 0 },
    expected: 100,
  },
  {
    name: "passwords-of-the-database",
    tries: "to read the passwords of the database",
    lab: "lab-91",
    attack: databaseThief(anyOf("select rolpassword from pg_authid", "select passwd from pg_shadow")),
    control: { source: databaseThief(anyOf("select rolname from pg_roles")), verdict: 0 },
    expected: 100,
  },
  {
    name: "files-by-the-database",
    tries: "to read files and run programs with the rights of the database",
    lab: "lab-91",
    attack: databaseThief(
      anyOf(
        "select pg_read_file('postgresql.conf')",
        "select pg_ls_dir('.')",
        "select lo_import('/etc/passwd')",
        "copy (select 1) to '/tmp/mine'",
        "copy (select 1) to program 'id'",
        "create extension file_fdw",
        "alter system set log_statement = 'all'",
      ),
    ),
    control: { source: databaseThief(anyOf("select version()")), verdict: 0 },
    expected: 100,
  },
  {
    name: "questions-of-the-judge",
    tries: "to read what the judge asks the database",
    lab: "lab-91",
    attack: databaseThief(
      lurks("select query from pg_stat_activity where usename = 'judge' and query not like '<insufficient%'"),
    ),
    control: {
      source: databaseThief(lurks("select query from pg_stat_activity where usename = current_user")),
      verdict: 0,
    },
    expected: 100,
  },
  {
    name: "ends-the-judge",
    tries: "to end or to cancel the judge's sessions",
    lab: "lab-91",
    attack: databaseThief(
      lurks(
        "select 1 from (select pg_terminate_backend(pid) or pg_cancel_backend(pid) as done from pg_stat_activity where usename = 'judge') as ended where done",
      ),
    ),
    control: {
      source: databaseThief(
        `const other = await pool.connect(); const { rows: [{ pid }] } = await other.query("select pg_backend_pid() as pid");
           other.on("error", () => {});
           const { rows: [{ done }] } = await pool.query("select pg_terminate_backend($1) as done", [pid]); other.release(true); return done;`,
      ),
      verdict: 0,
    },
    expected: 100,
  },
  {
    name: "other-databases",
    tries: "to enter the template of all databases and the server's own",
    lab: "lab-91",
    attack: databaseThief(connectsTo('"lab_template"', '"postgres"', '"template1"', '"template0"')),
    control: { source: databaseThief(connectsTo("own.pathname.slice(1)")), verdict: 0 },
    expected: 100,
  },
  {
    name: "names-of-the-judge",
    tries: "to put tables, functions or triggers of its own in the way of the judge's statements",
    lab: "lab-91",
    attack: databaseThief(
      anyOf(
        "create schema judge",
        "create table public.pg_stat_activity (datname text)",
        "create function public.count(text) returns bigint language sql as 'select 0::bigint'",
        "create trigger mine after insert on item for each row execute function suppress_redundant_updates_trigger()",
        "create rule mine as on insert to item do instead nothing",
        "alter table item rename to items",
        "alter database current set search_path = mine",
      ),
    ),
    control: { source: databaseThief(anyOf("create temporary table mine (id integer)")), verdict: 0 },
    expected: 100,
  },
  {
    name: "locks-the-table",
    tries: "to hold a lock that keeps everybody else out",
    lab: "lab-91",
    attack: databaseThief(
      anyOf("lock table item in access exclusive mode", "truncate item", "drop table item"),
    ),
    control: { source: databaseThief(anyOf("select id from item limit 1")), verdict: 0 },
    expected: 100,
  },
  {
    name: "all-connections",
    tries: "to take every connection of the server, so that the judge cannot look",
    lab: "lab-91",
    attack: databaseThief(holds(230)),
    // It keeps itself out, and is judged.
    expected: 0,
    control: { source: databaseThief(`${holds(2)} return held.length;`), verdict: 0 },
  },
  {
    name: "notices-without-end",
    tries: "to flood the server with notices that nobody takes",
    lab: "lab-91",
    attack: databaseThief(
      `${holding} await held.query("listen mine"); await held.query("begin");
       for (let count = 0; count < 20; count++) await pool.query("select pg_notify('mine', repeat('x', 7000) || n) from generate_series(1, 1000) as n");`,
    ),
    control: { source: databaseThief(`await pool.query("notify mine"); return "sent";`), verdict: 0 },
    expected: 100,
  },
];
