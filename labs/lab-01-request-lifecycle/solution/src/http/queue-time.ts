/** Milliseconds since the epoch, as the proxy in front of the app writes them. */
const INSTANT = /^\d{1,15}(\.\d{1,3})?$/;
/** Beyond this, two clocks disagree, and nobody waited. */
const LONGEST_MS = 60_000;

/**
 * How long a request waited between the proxy and this process, in milliseconds. A header that cannot be meant is 0.
 *
 * @param started the value of `x-request-start`, of which several are joined by a comma
 * @param now milliseconds since the epoch
 */
export function queueTime(started: string | string[] | undefined, now: number): number {
  if (!INSTANT.test(String(started))) return 0;
  const waited = now - Number(started);
  return waited > 0 && waited <= LONGEST_MS ? waited : 0;
}
