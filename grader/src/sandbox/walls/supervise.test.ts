import { expect, onTestFinished, test } from "vitest";
import { createProcesses } from "../processes.ts";
import { readNews, supervised } from "./supervise.ts";

/** What the supervisor tells of a shell that does `script`. */
async function newsOf(command: string[]) {
  const processes = createProcesses(`${process.pid}-supervise-test`);
  onTestFinished(() => processes[Symbol.asyncDispose]());
  let text = "";
  const [program = "", ...args] = supervised(command);
  const child = processes.start(program, args, {
    name: "supervisor",
    onNews: (more) => {
      text += more;
    },
  });
  await child.ended;
  return readNews(text);
}

test.for([
  ["exit 0", { code: 0, signal: null }],
  ["exit 3", { code: 3, signal: null }],
  ["exit 143", { code: 143, signal: null }],
  ["kill -TERM $$", { code: null, signal: "SIGTERM" }],
  ["kill -KILL $$", { code: null, signal: "SIGKILL" }],
  ["kill -ABRT $$", { code: null, signal: "SIGABRT" }],
] as const)("An app that does `%s` is told as ended just so", async ([script, end]) => {
  expect(await newsOf(["/bin/sh", "-c", script])).toEqual({ started: true, end });
});

test("A program that cannot be started is told with the reason", async () => {
  expect(await newsOf(["/no/such/program"])).toMatchObject({
    started: true,
    failed: "No such file or directory",
  });
});

test("The app does not hold the line to the grader", async () => {
  expect(await newsOf(["/bin/sh", "-c", "echo ended 0 >&3"])).toMatchObject({ end: { code: 2 } });
});
