import { connect } from "node:net";

const LIMIT_MS = 5_000;
const HEADER = Buffer.from("AMQP\0\0\x09\x01", "latin1");
/** A method frame on channel 0, its size, and then connection.start: class 10, method 10. */
const METHOD_FRAME = "010000";
const START = "000a000a";
const START_BYTES = 11;

/** Resolves when a broker answers on this port with the first words of AMQP 0-9-1. A port alone says nothing. */
export function amqpAnswers(port: number, host = "127.0.0.1"): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let seen = "";
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error("no answer to an AMQP header")));
    socket.setEncoding("hex").on("data", (hex: string) => {
      seen += hex;
      if (seen.length < 2 * START_BYTES) return;
      if (seen.startsWith(METHOD_FRAME) && seen.startsWith(START, 14)) resolve();
      socket.destroy(new Error("what answers is no AMQP 0-9-1 broker"));
    });
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("it closed instead of answering")));
    socket.write(HEADER);
  });
}
