import { createServer } from "node:http";

const answers = new Map<string | undefined, unknown>([
  ["/ping", { status: "ok" }],
  ["/", { up: true }],
  ["/work", {}],
]);

createServer((request, response) => {
  const body = answers.get(request.url);
  response.writeHead(body ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(body ?? { error: "not_found", message: "unknown path" }));
}).listen(Number(process.env.PORT), process.env.HOST);
