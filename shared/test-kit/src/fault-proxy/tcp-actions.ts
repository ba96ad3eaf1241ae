import type { TcpFaults } from "./faults.ts";

/** Recorded names of faults, and how to do them again. */
export const tcpActions: Record<string, (faults: TcpFaults, options: Record<string, unknown>) => void> = {
  cut: (faults) => faults.cut(),
  refuse: (faults) => faults.refuse(),
  allow: (faults) => faults.allow(),
  "hold-answers": (faults) => faults.holdAnswers(),
  "hold-requests": (faults) => faults.holdRequests(),
  release: (faults) => faults.release(),
  delay: (faults, { ms }) => faults.delay(Number(ms)),
};
