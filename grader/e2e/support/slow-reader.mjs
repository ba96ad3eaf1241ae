// Copies stdin to stdout, 4 KiB at a time with a pause after each: what a pager does, or a parser at the end of a pipe.
import { readSync, writeSync } from "node:fs";

const buffer = Buffer.alloc(4096);
const clock = new Int32Array(new SharedArrayBuffer(4));
for (let size = readSync(0, buffer); size > 0; size = readSync(0, buffer)) {
  writeSync(1, buffer, 0, size);
  Atomics.wait(clock, 0, 0, 20);
}
