import { createServer } from "node:http";

createServer(({ url }, response) => {
  response.end(JSON.stringify({ status: "ok", ...(url === "/" && { status: undefined, up: true }) }));
}).listen(Number(process.env.PORT), process.env.HOST);
