/** Version of every document this package describes; a reader refuses another major. */
export const SCHEMA_VERSION = 1;
/** Points (of 100) from which a run counts as passed. */
export const PASS_MARK = 80;
