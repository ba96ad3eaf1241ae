import { Recorder } from "../evidence/index.ts";
import type { BareFaults } from "./recorded-faults.ts";
import { type ProxyTarget, startProxy } from "./start-proxy.ts";
import type { Protocol } from "./wire.ts";

/** A proxy that reads nothing of what goes through it and tells nobody of its faults. */
export type PlainProxy = AsyncDisposable & { host: string; port: number; faults: BareFaults };

const PASSED_ON: Protocol<never, never> = {
  open: (_host, ends) => ({
    fromApp: (chunk) => ends.toService(chunk),
    fromService: (chunk) => ends.toApp(chunk),
  }),
  describe: () => ({ options: {}, text: "" }),
  actions: {},
};

export async function startPlainProxy(target: ProxyTarget): Promise<PlainProxy> {
  const proxy = await startProxy(target, PASSED_ON, new Recorder());
  return {
    host: proxy.host,
    port: proxy.port,
    faults: proxy.bare,
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}
