const READING = /^\s*(?:select|show|explain|values|table|with)\b/i;
/** Inside a statement that starts like a reading one. */
const CHANGING =
  /\b(?:insert|update|delete|merge|into|analyze|for\s+(?:no\s+key\s+)?(?:update|share)|pg_\w*(?:lock|terminate|cancel|sleep|reload)\w*|nextval|setval|set_config)\b/i;

/** Whether a statement of the judge is a pure look, which a replay need not repeat. When in doubt it is not. */
export function onlyReads(text: string): boolean {
  return READING.test(text) && !CHANGING.test(text);
}
