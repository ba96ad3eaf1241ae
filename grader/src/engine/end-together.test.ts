import { expect, test } from "vitest";
import { endTogether } from "./end-together.ts";

test("Everything is ended although one thing fails to, and that failure is told", async () => {
  const ended: string[] = [];
  const slow = Promise.withResolvers<void>();
  const group = endTogether();
  group.use({
    async [Symbol.asyncDispose]() {
      await slow.promise;
      ended.push("slow");
    },
  });
  group.use({
    async [Symbol.asyncDispose]() {
      throw new Error("no end");
    },
  });
  group.use({
    [Symbol.dispose]() {
      ended.push("quick");
      slow.resolve();
    },
  });
  await expect(group[Symbol.asyncDispose]()).rejects.toThrow("no end");
  expect(ended).toEqual(["quick", "slow"]);
});

test("Nothing can be added after the end", async () => {
  const group = endTogether();
  await group[Symbol.asyncDispose]();
  expect(() => group.use({ [Symbol.dispose]: () => undefined })).toThrow("after the end");
});
