import { expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Recorder } from "../evidence/index.ts";
import { httpRequest } from "../http-client.ts";
import { type Receiver, replayReceivers, startReceiver } from "./index.ts";

/** A player, and the receivers that it opens, closed together. */
async function aReplay() {
  const opened: (Receiver & AsyncDisposable)[] = [];
  const replay = replayReceivers(async () => {
    const receiver = await startReceiver(`replayed-${opened.length + 1}`, new Recorder());
    opened.push(receiver);
    return receiver;
  });
  const play = (service: string, action: string, options: Record<string, unknown> = {}) =>
    replay.play({ do: "fault", at: 0, service, action, options });
  return {
    replay,
    play,
    opened,
    async [Symbol.asyncDispose]() {
      for (const receiver of opened) await receiver[Symbol.asyncDispose]();
    },
  };
}

const RECORDED = "http://127.0.0.1:40001";
const OTHER = "http://127.0.0.1:40002";

const post = (url: string, body = "{}") =>
  httpRequest({ url, method: "POST", path: "/", body, timeoutMs: 5_000 });

test("recorded addresses become those of the replay, in an app's environment and in answers", async () => {
  await using running = await aReplay();
  const { replay, play, opened } = running;
  await play("receiver", "listen", { url: RECORDED });
  await play("receiver-2", "listen", { url: OTHER });
  const [first, second] = opened.map(({ url }) => url);
  expect(replay.environment({ REPORT_URL: `${RECORDED}/reports?a=b`, APP_PROFILE: "testing" })).toEqual({
    REPORT_URL: `${first}/reports?a=b`,
    APP_PROFILE: "testing",
  });
  await play("receiver", "answer", { answer: { status: 307, headers: { location: `${OTHER}/there` } } });
  expect(await post(first ?? "")).toMatchObject({ status: 307, headers: { location: `${second}/there` } });
});

test("what a receiver did in the check it does again", async () => {
  await using running = await aReplay();
  const { play, opened } = running;
  await play("receiver", "listen", { url: RECORDED });
  const { url, requests } = opened[0] as Receiver;
  await play("receiver", "hold");
  const answers: Promise<{ status: number }>[] = [];
  for (const body of ["1", "2"]) {
    answers.push(post(url, body));
    await eventually(
      () => requests().length === answers.length,
      () => "nothing came",
    );
  }
  await play("receiver", "release", { number: 1 });
  expect((await answers[1])?.status).toBe(204);
  await play("receiver", "answer", { answer: { status: 500 } });
  await play("receiver", "release");
  expect((await answers[0])?.status).toBe(500);
  await play("receiver", "cut");
  expect((await post(url)).status).toBe(0);
  await play("receiver", "refuse");
  expect((await post(url)).error).toBe("nothing accepts connections on the app's port");
});

test("a step of a receiver that never listened, or of an unknown kind, is passed over", async () => {
  await using running = await aReplay();
  await running.play("receiver", "hold");
  await running.play("receiver", "listen", { url: RECORDED });
  await running.play("receiver", "dance");
  await running.play("receiver", "release", { number: 5 });
  expect((await post(running.opened[0]?.url ?? "")).status).toBe(204);
});
