/** One request that the receiver has got whole. */
export interface ReceivedRequest {
  /** When its last byte came, in ms since the check began. */
  readonly at: number;
  readonly method: string;
  /** With its query: "/reports?from=engine". */
  readonly path: string;
  /** Lower-case names; repeated headers joined by ", ". */
  readonly headers: Record<string, string>;
  /** The body as UTF-8, invalid bytes replaced. */
  readonly text: string;
  /** undefined when the body is not JSON. */
  readonly json: unknown;
  /** Whether its connection is open now. */
  readonly open: boolean;
}

export interface ReceiverAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** The head and `body` are sent, and the end of the answer never comes. */
  unfinished?: boolean;
}

/**
 * An HTTP server on loopback that the app sends to, in the hands of a check. It answers 204 at once until it is told
 * otherwise. It takes 1 MiB a request, 1,000 requests and 500 connections at a time; what is more is cut.
 */
export interface Receiver {
  /** As it stands in the time line: "receiver", "receiver-2". */
  readonly name: string;
  /** Without a path: "http://127.0.0.1:40001". */
  readonly url: string;
  /** In the order in which they were complete. */
  requests(): readonly ReceivedRequest[];
  /** What requests get from now on, those that are held included. */
  answer(answer: ReceiverAnswer): void;
  /** Requests wait for their answer from now on. */
  hold(): void;
  /** Answers what is held, and holds no more; with `only`, answers that one and goes on holding. */
  release(only?: ReceivedRequest): void;
  /** From now on each request is cut off as soon as it is complete, until the next `answer()`. */
  cut(): void;
  /** Nothing listens at `url` any more; what is held stays held. */
  refuse(): void;
}
