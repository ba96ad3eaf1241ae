import { createServer } from "node:http";

createServer((request, response) => {
  response.writeHead(request.url === "/ping" ? 200 : 404);
  response.end('{"status":"ok"}');
}).listen(Number(process.env.PORT), process.env.HOST);
