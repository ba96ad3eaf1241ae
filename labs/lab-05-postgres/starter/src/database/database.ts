import { Pool } from "pg";

/** The pool of connections that the whole app shares. */
export async function openDatabase(connectionString: string | undefined): Promise<Pool> {
  const pool = new Pool({ connectionString });
  await pool.query("SELECT 1"); // better to know at once
  return pool;
}
