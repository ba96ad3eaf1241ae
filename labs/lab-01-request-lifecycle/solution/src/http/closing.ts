import fp from "fastify-plugin";

/** An answer that leaves while the app closes ends its connection, too: an idle one would hold the process up. */
export const closing = fp(async (server) => {
  let isClosing = false;
  server.addHook("preClose", async () => {
    isClosing = true;
  });
  server.addHook("onSend", async (_request, reply) => {
    if (isClosing) reply.header("connection", "close");
  });
});
