import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** One object with state, callbacks all the way down. */
class EchoServer {
  #texts: string[] = [];

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => this.#answer(request, Buffer.concat(chunks), response));
  };

  #answer({ method, url }: IncomingMessage, body: Buffer, response: ServerResponse): void {
    response.setHeader("content-type", "application/json");
    if (url === "/ping") return void response.end('{"status":"ok"}');
    if (url === "/count") return void response.end(JSON.stringify({ count: this.#texts.length }));
    response.statusCode = 404;
    if (method === "POST" && url === "/echo") {
      const text: unknown = JSON.parse(body.toString("utf8")).text;
      response.statusCode = typeof text === "string" ? 200 : 422;
      if (typeof text === "string") this.#texts.push(text);
      return void response.end(JSON.stringify({ text }));
    }
    response.end('{"error":"not_found","message":"unknown path"}');
  }
}

createServer(new EchoServer().handle).listen(Number(process.env.PORT), String(process.env.HOST));
