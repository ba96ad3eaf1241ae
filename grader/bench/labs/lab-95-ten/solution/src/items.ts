import pg from "pg";

export type Item = { id: number; name: string };

/** The table of items. Every call rejects while the database is away. */
export function createItems(connectionString: string | undefined) {
  const pool = new pg.Pool({ connectionString, max: 3, connectionTimeoutMillis: 2000 });
  // A cut idle connection is told here; the next query opens another one.
  pool.on("error", () => {});
  return {
    async add({ id, name }: Item): Promise<void> {
      await pool.query("insert into item (id, name) values ($1, $2)", [id, name]);
    },
    async find(id: number): Promise<Item | undefined> {
      const { rows } = await pool.query<Item>("select id, name from item where id = $1", [id]);
      return rows[0];
    },
    close: () => pool.end(),
  };
}
