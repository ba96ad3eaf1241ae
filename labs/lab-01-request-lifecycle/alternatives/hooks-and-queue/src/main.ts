import closeWithGrace from "close-with-grace";
import { engine } from "./engine.ts";

const { PORT = "3000", HOST = "127.0.0.1" } = process.env;
/** For requests in hand and reports together. */
const GRACE_MS = 2_000;

const server = engine(process.env);
await server.listen({ port: Number(PORT), host: HOST });

// Its own limit ends a process with 1, so it stands well behind ours.
closeWithGrace({ delay: 4_500, logger: false }, async () => {
  const limit = AbortSignal.timeout(GRACE_MS);
  const requests = server.close();
  await Promise.race([requests.then(() => server.reports.empty()), ended(limit)]);
  server.reports.nameTheRest();
});

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}
