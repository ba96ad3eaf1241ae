import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Recorder } from "../evidence/index.ts";
import { createServer } from "../node-http.ts";
import { clip } from "../show.ts";
import { Incoming } from "./incoming.ts";
import { readBody } from "./read-body.ts";
import type { ReceivedRequest, Receiver, ReceiverAnswer } from "./receiver.ts";

const LOOPBACK = "127.0.0.1";
const BODY_LIMIT = 1024 * 1024;
const HEADER_LIMIT = 16 * 1024;
const REQUESTS_TAKEN = 1_000;
const CONNECTIONS_AT_ONCE = 500;
/** For a request to come whole. */
const REQUEST_LIMIT_MS = 10_000;
/** Of one body in the time line, in characters; the check itself gets all of it. */
const BODY_SHOWN = 500;

/** Listens on a free loopback port; closed by disposing. */
export async function startReceiver(name: string, recorder: Recorder): Promise<Receiver & AsyncDisposable> {
  const received: Incoming[] = [];
  let [begun, closing] = [0, false];
  let behaviour: "answer" | "hold" | "cut" = "answer";
  let present: ReceiverAnswer = { status: 204 };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, socket } = request;
    begun += 1;
    const text = begun > REQUESTS_TAKEN ? undefined : await readBody(request, BODY_LIMIT);
    if (text === undefined) {
      if (begun <= REQUESTS_TAKEN) see(`cut ${method} ${url}, which did not come whole or is too large`);
      socket.destroy();
      return;
    }
    const incoming = new Incoming(recorder.now(), request, text, response);
    received.push(incoming);
    const done = {
      answer: `answered ${present.status}`,
      hold: "holds its answer",
      cut: "cut its connection",
    };
    see(`got ${method} ${url} ${clip(text, BODY_SHOWN)} and ${done[behaviour]}`);
    socket.once("close", () => {
      if (incoming.waits && !closing) see(`the app hung up on ${method} ${url} before it was answered`);
    });
    if (behaviour === "answer") incoming.answer(present);
    if (behaviour === "cut") incoming.cut();
  }

  function see(text: string): void {
    recorder.see({ kind: "fault", service: name, text });
  }

  /** Every change of behaviour is a step of the stimulus and an entry of the time line. */
  function fault(action: string, text: string, options: Record<string, unknown> = {}): void {
    recorder.did({ do: "fault", service: name, action, options });
    see(text);
  }

  const limits = { maxHeaderSize: HEADER_LIMIT, requestTimeout: REQUEST_LIMIT_MS };
  const server = createServer(limits, take);
  server.maxConnections = CONNECTIONS_AT_ONCE;
  const closed = once(server, "close");
  server.listen(0, LOOPBACK);
  await once(server, "listening");
  const url = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  fault("listen", `listens on ${url}`, { url });

  return {
    name,
    url,
    requests: () => [...received],
    answer(answer) {
      if (behaviour === "cut") behaviour = "answer";
      present = answer;
      fault("answer", `answers ${answer.status} from now on`, { answer });
    },
    hold() {
      behaviour = "hold";
      fault("hold", "holds its answers from now on");
    },
    release(only) {
      const held = received.filter((each) => each.waits && each.open && each === (only ?? each));
      if (only === undefined) behaviour = "answer";
      const number = only && (received as ReceivedRequest[]).indexOf(only);
      fault("release", `answers ${present.status} to ${held.length} that it held`, { number });
      for (const each of held) each.answer(present);
    },
    cut() {
      behaviour = "cut";
      fault("cut", "cuts every connection from now on");
    },
    refuse() {
      fault("refuse", "does not listen any more");
      server.close();
    },
    async [Symbol.asyncDispose]() {
      closing = true;
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
