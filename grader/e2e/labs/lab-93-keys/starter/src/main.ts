import { createServer } from "node:http";

const server = createServer((request, response) => {
  response.writeHead(request.url === "/ping" ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify({ status: "ok" }));
});

server.listen(Number(process.env.PORT), process.env.HOST);
process.on("SIGTERM", () => server.close());
