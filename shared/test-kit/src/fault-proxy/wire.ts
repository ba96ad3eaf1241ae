/** What a protocol makes of the bytes of one connection: it decides what goes on, and when. */
export interface Wire {
  fromApp(chunk: Buffer): void;
  fromService(chunk: Buffer): void;
  /** Both ends are closed. */
  closed?(): void;
}

/** The two ends of one connection, as a protocol sees them. */
export interface Ends {
  /** `passed` is called when the bytes have gone on, after delays and holds. */
  toService(bytes: Buffer, passed?: () => void): void;
  toApp(bytes: Buffer, passed?: () => void): void;
  /** What comes after this is held until the check releases it. */
  holdAnswers(): void;
  holdRequests(): void;
  /** Both sides learn at once that the other is gone. */
  cut(): void;
  /** The app learns at once that the service is gone; what comes from the service goes nowhere. */
  cutApp(): void;
  /** What was sent to the service, and these bytes, still reach it; then it sees the end of the connection. */
  cutAfter(lastToService: Buffer): void;
  /** What was given to the app, and these bytes, still reach it; then it sees the end of the connection, and the service a reset. */
  endAfter(lastToApp: Buffer): void;
  /** Both sides see the end of the connection after what was sent to them. */
  finish(): void;
}

/** One connection's line to its proxy. */
export interface WireHost<M, Action extends string> {
  stamp(): { at: number; connection: number };
  /** Keeps the message; returns what to do at it, when a rule waits for it. */
  heard(message: M): MatchedRule<Action> | undefined;
}

export type MatchedRule<Action extends string> = { action: Action; happened(): void };

/** How a proxy understands a service. */
export type Protocol<M, Action extends string> = {
  open(host: WireHost<M, Action>, ends: Ends): Wire;
  /** What a rule has met: data for a replay, and a text for the time line. */
  describe(message: M): { options: Record<string, unknown>; text: string };
  /** What each action does, as it stands in the time line. */
  actions: Record<Action, string>;
  /** Lets go of what is too long to keep; returns about how many bytes are left of it. */
  shorten?(message: M): number;
};
