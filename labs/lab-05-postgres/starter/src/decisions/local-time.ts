/** A moment as people write it: "2026-03-29 01:30:00". */
export function localTime(moment: Date): string {
  return moment.toLocaleString("sv-SE");
}
