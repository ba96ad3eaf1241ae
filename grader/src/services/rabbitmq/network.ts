import { readlinkSync } from "node:fs";

/** Names the network that this process lives in: a loopback is reached from its own network alone. */
export function ownNetwork(): string {
  try {
    return readlinkSync("/proc/self/ns/net");
  } catch {
    // Only Linux has more than one.
    return "the machine's";
  }
}
