import { createServer } from "node:http";
import { text as readText } from "node:stream/consumers";
import { createEcho } from "./echo.ts";

const echo = createEcho();

const server = createServer(async (request, response) => {
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  if (request.method === "GET" && request.url === "/ping") return answer(200, { status: "ok" });
  if (request.method === "GET" && request.url === "/count") return answer(200, { count: echo.count() });
  if (request.method === "POST" && request.url === "/echo") {
    const text = echo.say(await readText(request));
    return text === undefined
      ? answer(422, { error: "validation_failed", message: "text must be a string" })
      : answer(200, { text });
  }
  return answer(404, { error: "not_found", message: `there is no ${request.url}` });
});

server.listen(Number(process.env.PORT), process.env.HOST, () =>
  process.stdout.write('{"level":"info","msg":"listening"}\n'),
);
process.on("SIGTERM", () => server.close());
