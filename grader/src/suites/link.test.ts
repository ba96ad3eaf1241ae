import { BroadcastChannel } from "node:worker_threads";
import type { Surroundings } from "@picking-labs/contracts";
import { expect, test } from "vitest";
import type { AppEvent, AppHost } from "./app-host.ts";
import { openLink } from "./link.ts";

const line = (text: string): AppEvent => ({
  event: "line",
  instance: "app#1",
  stream: "stdout",
  line: text,
  at: 1,
});

test("What an app has said before the suite listened is told first, then what it says later", async () => {
  const channel = `link-test-${process.pid}`;
  let say: (event: AppEvent) => void = () => {};
  const host = {
    onEvent: (listener: (event: AppEvent) => void) => {
      say = listener;
    },
  } as AppHost;
  const hosting = Promise.resolve(host);
  using _link = openLink(channel, {
    surroundings: Promise.resolve({} as Surroundings),
    host: hosting,
    ready: Promise.resolve(),
  });
  await hosting;
  say(line("before"));
  // Long enough for a message that nobody kept to be gone.
  await new Promise((resolve) => setTimeout(resolve, 30));

  const suite = new BroadcastChannel(channel);
  const heard: string[] = [];
  const answered = new Promise<void>((resolve) => {
    suite.onmessage = ({ data }: { data: { id?: string; line?: string } }) => {
      if (data.line !== undefined) heard.push(data.line);
      if (data.id !== undefined) resolve();
    };
  });
  suite.postMessage({ to: "grader", id: "1", ask: "surroundings" });
  await answered;
  say(line("after"));
  await expect.poll(() => heard).toEqual(["before", "after"]);
  suite.close();
});
