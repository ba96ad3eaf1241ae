export const LATEST = "2026-03-28T10:00:00Z";

/** Earlier, earlier by a millisecond, the same. Read as texts, all of them are later. */
export const NOT_NEWER = [
  "2026-03-28T12:00:00+05:00",
  "2026-03-28T11:59:59.999+02:00",
  "2026-03-28T12:00:00.000+02:00",
];

/** A millisecond later. Read as text, it is earlier. */
export const NEWER = "2026-03-28T09:00:00.001-01:00";
