import fp from "fastify-plugin";
import { queueTime } from "./queue-time.ts";

/** All in milliseconds. */
type Times = {
  /** On the process's own clock, which never jumps. */
  arrivedAt: number;
  /** Between the proxy and this process. */
  queueMs: number;
  /** From the request's headers to the answer's. */
  appMs: number;
};

/** Every answer says how long it took, whatever its status, and every request leaves one line with the same numbers. */
export const timing = fp(async (server) => {
  server.decorateRequest("times");

  server.addHook("onRequest", async (request) => {
    request.setDecorator<Times>("times", {
      arrivedAt: performance.now(),
      queueMs: toMicroseconds(queueTime(request.headers["x-request-start"], Date.now())),
      appMs: 0,
    });
  });

  server.addHook("onSend", async (request, reply) => {
    const times = request.getDecorator<Times>("times");
    times.appMs = toMicroseconds(performance.now() - times.arrivedAt);
    reply.header("server-timing", `queue;dur=${times.queueMs}, app;dur=${times.appMs}`);
  });

  server.addHook("onResponse", async (request, reply) => {
    const { queueMs, appMs } = request.getDecorator<Times>("times");
    const { method, originalUrl: url } = request;
    request.log.info({ method, url, status: reply.statusCode, queueMs, appMs }, "request");
  });
});

/** Three fraction digits of a millisecond: never so small that it would be written as 1e-7. */
function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
