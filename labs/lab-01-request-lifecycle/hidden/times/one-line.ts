import { anOrder } from "@picking-labs/domain/generators";
import { type CheckContext, check, type LogLine, type RunningApp } from "@picking-labs/test-kit";
import { errorsOf, requestLines } from "../support/log-lines.ts";
import { type Asked, lineMatches } from "./line-matches.ts";

/** One second is promised; a busy machine gets more. */
const LINE_LIMIT_MS = 3_000;
const KINDS_SHOWN = 3;

check("one-line", async (t) => {
  const app = await t.app();
  const headers = { "x-request-start": String(Date.now() - 2_000) };
  const get = async (url: string, method = "GET"): Promise<Asked> => ({
    method,
    url,
    answer: await app.request(method, url, { headers }),
  });
  const [before, missing, last] = [1, 2, 3].map((number) => `/nothing-${number}-${t.random.id()}`);
  await hasLine(t, app, await get("/dev/boom"));
  await hasLine(t, app, await get(`${before}`));

  const order = anOrder(t.random);
  const asked = [
    await get("/countries"),
    await get("/dev/slow?ms=30"),
    { method: "POST", url: "/orders", answer: await app.post("/orders", order, { headers }) },
    await get(`${missing}?name=K%C3%BChl%20haus`, "DELETE"),
    await get("/dev/slow?ms=no"),
  ];
  for (const each of [...asked, await get(`${last}`)]) await hasLine(t, app, each);

  for (const { method, url } of asked) {
    const { length } = requestLines(app, url);
    t.verify(
      length === 1,
      `One ${method} ${url} brought ${length} lines with msg "request"; promised is one.`,
    );
  }
  // A report that fails has a line of its own, and is another check's matter.
  const others = linesBetween(app, `${before}`, `${last}`).filter(
    (line) =>
      line.json?.msg !== "request" && !errorsOf(app, order.orderId).some(({ text }) => text === line.text),
  );
  const kinds = [...new Set(others.map(kindOf))].slice(0, KINDS_SHOWN);
  t.verify(
    others.length === 0,
    () =>
      `Requests that went well or were refused brought other lines besides their line with msg "request": ${kinds.join(" and ")}`,
  );
});

async function hasLine(t: CheckContext, app: RunningApp, asked: Asked): Promise<void> {
  const { method, url, answer } = asked;
  const line = await t.eventually(
    () => requestLines(app, url)[0],
    () => {
      const [path = ""] = url.split("?");
      const near = nearLine(app, path)?.json?.url;
      return `${method} ${url} was answered ${answer.status}, and no log line with msg "request" and this url came within ${LINE_LIMIT_MS / 1000} s.${near === undefined ? "" : ` There is one with the url ${near}.`}`;
    },
    { within: LINE_LIMIT_MS },
  );
  lineMatches(t, asked, line.json ?? {});
}

/** A request line of this path, whatever became of its query. */
function nearLine(app: RunningApp, path: string): LogLine | undefined {
  return app.logs().find(({ json }) => json?.msg === "request" && String(json.url).startsWith(path));
}

/** What belongs to a request is written before the line of a later one. */
function linesBetween(app: RunningApp, from: string, to: string): LogLine[] {
  const lines = app.logs().filter(({ stream }) => stream === "stdout");
  const place = (url: string) => lines.findIndex(({ json }) => json?.msg === "request" && json.url === url);
  return lines.slice(place(from) + 1, place(to));
}

/** A line without what differs from run to run. */
function kindOf({ json, text }: LogLine): string {
  if (json?.msg === undefined) return text.slice(0, 120);
  return `{ "level": ${JSON.stringify(json.level)}, "msg": ${JSON.stringify(json.msg)}, … }`;
}
