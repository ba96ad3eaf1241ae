import { Redis } from "ioredis";

/** The keys in Redis. */
export function createKeys(url: string) {
  const client = new Redis(url);
  client.on("error", () => {});
  return {
    async put(key: string, value: string): Promise<void> {
      await client.set(key, value);
    },
    close: () => client.disconnect(),
  };
}
