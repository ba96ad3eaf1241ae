import type { RunEvent } from "@picking-labs/contracts";

/** Where a reporter writes, and what it may use there. */
export type Output = { write(text: string): void; colour: boolean; columns: number };

/** Shows a run from its events alone. */
export type Reporter = { onEvent(event: RunEvent): void };
