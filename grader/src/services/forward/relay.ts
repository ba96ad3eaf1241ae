import type { Socket } from "node:net";
import { encodeFrame, frameReader } from "./frames.ts";

/**
 * Lets a TCP connection go on over `leg`, a Unix socket to another process that does the same at the other end: bytes, the end of
 * either direction, resets and back-pressure arrive there as they came here. A leg that breaks is a reset.
 */
export function relay(tcp: Socket, leg: Socket): void {
  let told = { end: false, reset: false };
  let heardEnd = false;
  const reset = () => {
    if (!tcp.destroyed) tcp.resetAndDestroy();
    leg.destroy();
  };

  tcp.on("data", (bytes: Buffer) => {
    leg.cork();
    leg.write(encodeFrame("data", bytes.length));
    const flows = leg.write(bytes);
    leg.uncork();
    if (!flows) tcp.pause();
  });
  leg.on("drain", () => tcp.resume());
  tcp.on("end", () => {
    told = { ...told, end: true };
    leg.write(encodeFrame("end"));
  });
  tcp.on("error", () => {
    told = { ...told, reset: true };
    leg.end(encodeFrame("reset"));
  });
  // Both directions have ended, or it broke: nothing more will be told.
  tcp.on("close", () => leg.end());

  const read = frameReader();
  leg.on("data", (chunk: Buffer) => {
    try {
      for (const frame of read(chunk)) {
        if (frame.kind === "data" && !tcp.destroyed && !tcp.write(frame.bytes)) leg.pause();
        if (frame.kind === "end") {
          heardEnd = true;
          tcp.end();
        }
        if (frame.kind === "reset") reset();
      }
    } catch {
      reset();
    }
  });
  tcp.on("drain", () => leg.resume());
  leg.on("error", () => {});
  // The other half says nothing more; one that was killed has not said why.
  leg.on("end", () => leg.end());
  leg.on("close", () => {
    if (!told.reset && !(told.end && heardEnd)) reset();
  });
}
