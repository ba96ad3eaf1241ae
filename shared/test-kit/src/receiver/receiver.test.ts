import { connect } from "node:net";
import { expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Recorder } from "../evidence/index.ts";
import { type HttpRequest, httpRequest } from "../http-client.ts";
import { startReceiver } from "./index.ts";

async function aReceiver() {
  const recorder = new Recorder();
  const receiver = await startReceiver("receiver", recorder);
  const post = (body: string, more: Partial<HttpRequest> = {}) =>
    httpRequest({ url: receiver.url, method: "POST", path: "/reports", body, timeoutMs: 5_000, ...more });
  const arrived = (count: number) =>
    eventually(
      () => receiver.requests().length === count,
      () => `${receiver.requests().length} requests came, not ${count}`,
    );
  return { receiver, recorder, post, arrived, [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose]() };
}

type Running = Awaited<ReturnType<typeof aReceiver>>;

const texts = ({ recorder }: Running) =>
  recorder.finish().evidence.map((item) => (item.kind === "fault" ? item.text : item.kind));

test("a request is kept with all that came, and answered 204 on a connection that ends", async () => {
  await using running = await aReceiver();
  const { receiver, post } = running;
  const answer = await post('{"orderId":7}', {
    path: "/reports?from=engine",
    headers: { "content-type": "application/json", "x-many": "one" },
  });
  expect(answer).toMatchObject({ status: 204, text: "", headers: { connection: "close" } });
  expect(receiver.requests()).toMatchObject([
    {
      method: "POST",
      path: "/reports?from=engine",
      headers: { "content-type": "application/json", "x-many": "one" },
      text: '{"orderId":7}',
      json: { orderId: 7 },
    },
  ]);
  await eventually(
    () => receiver.requests()[0]?.open === false,
    () => "still open",
  );
});

test("a body that is no JSON is kept as text", async () => {
  await using running = await aReceiver();
  await running.post("orderId=7");
  expect(running.receiver.requests()).toMatchObject([{ text: "orderId=7", json: undefined }]);
});

test("the answer is the one given last", async () => {
  await using running = await aReceiver();
  running.receiver.answer({ status: 302, headers: { location: "/elsewhere" }, body: "there" });
  expect(await running.post("{}")).toMatchObject({
    status: 302,
    headers: { location: "/elsewhere" },
    text: "there",
  });
  running.receiver.answer({ status: 500 });
  expect((await running.post("{}")).status).toBe(500);
});

test("an unfinished answer has its head and its beginning and no end", async () => {
  await using running = await aReceiver();
  running.receiver.answer({ status: 200, body: "begun", unfinished: true });
  const answer = await running.post("{}", { timeoutMs: 300 });
  expect(answer).toMatchObject({ status: 200, text: "begun" });
  expect(answer.error).toContain("not complete");
  running.receiver.answer({ status: 201, unfinished: true });
  expect((await running.post("{}", { timeoutMs: 300 })).status).toBe(201);
});

test("held requests are seen and wait; released together they all get the present answer", async () => {
  await using running = await aReceiver();
  const { receiver, post, arrived } = running;
  receiver.hold();
  const answers = [post("1"), post("2")];
  await arrived(2);
  expect(receiver.requests().map(({ open }) => open)).toEqual([true, true]);
  receiver.answer({ status: 201 });
  expect(await Promise.race([...answers, "nothing yet"])).toBe("nothing yet");
  receiver.release();
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 201]);
  expect((await post("3")).status).toBe(201);
});

test("one of the held requests can be released, and the others go on waiting", async () => {
  await using running = await aReceiver();
  const { receiver, post, arrived } = running;
  receiver.hold();
  const first = post("1");
  await arrived(1);
  const second = post("2", { timeoutMs: 600 });
  await arrived(2);
  receiver.release(receiver.requests()[0]);
  expect((await first).status).toBe(204);
  expect((await second).error).toBe("no answer within 0.6 s");
});

test("a sender that hangs up is seen, and releasing its request disturbs nobody", async () => {
  await using running = await aReceiver();
  const { receiver, post } = running;
  receiver.hold();
  await post("1", { timeoutMs: 200 });
  await eventually(
    () => receiver.requests()[0]?.open === false,
    () => "still open",
  );
  receiver.release();
  expect((await post("2")).status).toBe(204);
  expect(texts(running)).toContain("the app hung up on POST /reports before it was answered");
});

test("a cut request is kept and gets no answer, and the next answer ends the cutting", async () => {
  await using running = await aReceiver();
  running.receiver.cut();
  expect((await running.post("1")).error).toBe("the connection was closed before an answer came");
  running.receiver.answer({ status: 200 });
  expect((await running.post("2")).status).toBe(200);
  expect(running.receiver.requests().map(({ text }) => text)).toEqual(["1", "2"]);
});

test("after refuse nothing listens, and what is held can still be answered", async () => {
  await using running = await aReceiver();
  const { receiver, post, arrived } = running;
  receiver.hold();
  const held = post("1");
  await arrived(1);
  receiver.refuse();
  expect((await post("2")).error).toBe("nothing accepts connections on the app's port");
  receiver.release();
  expect((await held).status).toBe(204);
});

test("a body of more than a mebibyte is cut off and not kept", async () => {
  await using running = await aReceiver();
  const answer = await running.post("x".repeat(1024 * 1024 + 1));
  expect(answer.status).toBe(0);
  expect(running.receiver.requests()).toEqual([]);
  expect(texts(running)).toContain("cut POST /reports, which did not come whole or is too large");
});

test("what is no HTTP does no harm", async () => {
  await using running = await aReceiver();
  const { port } = new URL(running.receiver.url);
  const socket = connect(Number(port), "127.0.0.1");
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  socket.end("\0\0\0 nonsense\r\n\r\n");
  socket.resume();
  await ended;
  expect((await running.post("1")).status).toBe(204);
  expect(running.receiver.requests()).toHaveLength(1);
});

test("closing ends everything, a held request too, and blames nobody", async () => {
  const running = await aReceiver();
  running.receiver.hold();
  const held = running.post("1");
  await running.arrived(1);
  await running[Symbol.asyncDispose]();
  expect((await held).status).toBe(0);
  expect(texts(running).join()).not.toContain("hung up");
});

test("each change of behaviour is a step, and what arrives stands between them in the time line", async () => {
  await using running = await aReceiver();
  const { receiver, post, arrived } = running;
  receiver.answer({ status: 500 });
  await post("one");
  receiver.hold();
  const held = post("two");
  await arrived(2);
  receiver.release(receiver.requests()[1]);
  await held;
  receiver.release();
  receiver.cut();
  receiver.refuse();
  const { stimulus } = running.recorder.finish();
  expect(stimulus.map((step) => (step.do === "fault" ? [step.action, step.options] : step.do))).toEqual([
    ["listen", { url: receiver.url }],
    ["answer", { answer: { status: 500 } }],
    ["hold", {}],
    ["release", { number: 1 }],
    ["release", {}],
    ["cut", {}],
    ["refuse", {}],
  ]);
  expect(texts(running)).toEqual([
    `listens on ${receiver.url}`,
    "answers 500 from now on",
    "got POST /reports one and answered 500",
    "holds its answers from now on",
    "got POST /reports two and holds its answer",
    "answers 500 to 1 that it held",
    "answers 500 to 0 that it held",
    "cuts every connection from now on",
    "does not listen any more",
  ]);
});
