/** Sector texts as most warehouses write them. */
export const PLAIN_SECTORS: readonly string[] = ["A-12", "B-07", "C-3", "D-101", "M-1", "M-22", "hall 4"];

/** Sector texts that are valid and break a program which builds SQL, JSON or arrays out of strings. */
export const AWKWARD_SECTORS: readonly string[] = [
  "A-12",
  "O'Brien",
  "''",
  "'); DROP TABLE decision_analysis; --",
  "x' OR 'x'='x",
  'shelf "7"',
  "back\\slash\\",
  "{1,2}",
  "(a,b)",
  "NULL",
  "$1",
  "$$",
  "%s :name ?",
  "/* hall */",
  "-- row",
  "E'\\x41'",
  "Kühlhaus Süd",
  "Řada č. 3",
  "工場一",
  " spaced ",
  "1e3",
  "true",
  "0123456789012345678901234567890123456789",
];
