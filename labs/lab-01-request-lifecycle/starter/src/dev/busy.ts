/** Passes the time, in milliseconds. */
export async function busy(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
