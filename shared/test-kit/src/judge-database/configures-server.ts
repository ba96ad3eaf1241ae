const OF_THE_SERVER =
  /\balter\s+system\b|\bpg_(?:reload_conf|rotate_logfile|promote|switch_wal)\b|\bcopy\b[^;]*\b(?:from|to)\s+(?:program\b|')/i;

/** Whether a statement is about the server itself, which is not ours where others keep it. */
export const configuresServer = (statement: string) => OF_THE_SERVER.test(statement);
