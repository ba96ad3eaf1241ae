import type { Recorder } from "../evidence/index.ts";
import type { TcpFaults } from "./faults.ts";

/** The faults of one proxy, not told to anybody. */
export type BareFaults = Omit<TcpFaults, "cut"> & {
  /** Returns how many connections there were. */
  cut(): number;
};

/** One fault for several proxies of a service is one step of the stimulus and one entry of the time line. */
export function recordedFaults(
  service: string,
  recorder: () => Recorder,
  proxies: readonly BareFaults[],
): TcpFaults {
  function fault(action: string, text: string, options: Record<string, unknown> = {}): void {
    recorder().did({ do: "fault", service, action, options });
    recorder().see({ kind: "fault", service, text });
  }

  return {
    cut() {
      const open = proxies.reduce((sum, proxy) => sum + proxy.cut(), 0);
      fault("cut", `cut ${open} connections`);
    },
    refuse() {
      for (const proxy of proxies) proxy.refuse();
      fault("refuse", "new connections are refused from now on");
    },
    allow() {
      for (const proxy of proxies) proxy.allow();
      fault("allow", "new connections are accepted again");
    },
    holdAnswers() {
      for (const proxy of proxies) proxy.holdAnswers();
      fault("hold-answers", "answers are held from now on");
    },
    holdRequests() {
      for (const proxy of proxies) proxy.holdRequests();
      fault("hold-requests", "nothing of the app gets through from now on");
    },
    release() {
      fault("release", "everything gets through again");
      for (const proxy of proxies) proxy.release();
    },
    delay(ms) {
      for (const proxy of proxies) proxy.delay(ms);
      fault("delay", `everything takes ${ms} ms longer each way`, { ms });
    },
  };
}
