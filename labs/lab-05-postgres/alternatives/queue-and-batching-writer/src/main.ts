import closeWithGrace from "close-with-grace";
import { environment } from "./environment.ts";
import { buildServer } from "./server.ts";

const { server, writer } = await buildServer(environment(process.env));

// The flush has its own limit of 4 s. Whoever has not finished a request by then is not waited for.
closeWithGrace({ delay: 4_700, logger: undefined }, async () => {
  const flushBy = Date.now() + 4_000;
  const closing = server.close();
  await writer.flush(closing, flushBy);
});

const { HOST = "127.0.0.1", PORT = "3000" } = process.env;
await server.listen({ host: HOST || "127.0.0.1", port: Number(PORT) });
