import { createServer, type RequestListener } from "node:http";

const ping: RequestListener = (_request, response) => response.end('{"status":"ok"}');
const root: RequestListener = (_request, response) => response.end('{"up":true}');
const work: RequestListener = (_request, response) => setImmediate(() => response.end("{}"));

createServer((request, response) => {
  const route = { "/ping": ping, "/": root, "/work": work }[request.url ?? ""];
  if (route) return route(request, response);
  response.writeHead(404).end();
}).listen(Number(process.env.PORT), process.env.HOST);
