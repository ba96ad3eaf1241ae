/** What may be done to the connections of an app to a service. */
export interface TcpFaults {
  /** Resets all open connections now. */
  cut(): void;
  /** New connections are reset at once until `allow()`. */
  refuse(): void;
  allow(): void;
  /** Bytes from the service are held until `release()`, on new connections too. */
  holdAnswers(): void;
  /** Bytes from the app never reach the service until `release()`. */
  holdRequests(): void;
  release(): void;
  /** Every chunk takes this long each way; 0 ends it. */
  delay(ms: number): void;
}

/** A TCP proxy on loopback between an app and a service, with faults at the push of a button. */
export interface TcpFaultProxy<M, Action extends string> extends TcpFaults {
  readonly host: string;
  readonly port: number;
  /**
   * Acts once, at the first message that matches.
   * Resolves when it happened.
   * @throws CheckFailure with `otherwise` when it did not happen within `within` ms (10 s)
   */
  once(
    match: (message: M) => boolean,
    action: Action,
    options?: { within?: number; otherwise?: string },
  ): Promise<void>;
  /** Since the start or the last `reset()`; `open` is now. */
  counts(): ProxyCounts;
  /** Every connection that the app tried to open since the start or the last `reset()`, the first 10,000. */
  attempts(): ConnectionAttempt[];
  messages(): M[];
  /** Sets the counts to 0 and forgets the messages and attempts. */
  reset(): void;
}

/** `at` is in ms since the check began. */
export type ConnectionAttempt = { at: number; refused: boolean };

export type ProxyCounts = {
  /** Passed on to the service. */
  connections: number;
  /** Those and the refused ones. */
  attempts: number;
  open: number;
  bytesToService: number;
  bytesToApp: number;
  /** How often the app began to speak after the service had (or at first). */
  turns: number;
};
