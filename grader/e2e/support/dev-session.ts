import { cp } from "node:fs/promises";
import { join } from "node:path";
import { takePort } from "../../src/sandbox/index.ts";
import { server } from "./app-source.ts";
import type { CommandLine } from "./command-line.ts";
import type { TestPlace } from "./test-place.ts";

/** An app that answers `answer` to everything but `/ping`. */
export const answering = (answer: string) =>
  server(
    `response.end(request.url === "/ping" ? '{"status":"ok"}' : ${JSON.stringify(answer)}); process.on("SIGTERM", () => process.exit(0));`,
  );

/** `dev` of a lab whose work is written already, on a port of its own. */
export async function startDev(place: TestPlace, lab: string, env: Record<string, string> = {}) {
  const port = await takePort();
  const url = `http://127.0.0.1:${port.number}`;
  const command = place.start(["dev", lab, "--port", String(port.number)], env);
  return {
    command,
    url,
    port: port.number,
    async get(path: string) {
      const answer = await fetch(url + path, { headers: { connection: "close" } });
      return { status: answer.status, text: await answer.text() };
    },
    async stop() {
      command.interrupt();
      const end = await command.ended;
      await port[Symbol.asyncDispose]();
      return end;
    },
  };
}

/** Resolves when `text`, a pattern, was seen once more than now. */
export const again = (command: CommandLine, text: string) => {
  const before = command.output().split(new RegExp(text)).length;
  return command.seen(new RegExp(`(?:${text}[\\s\\S]*){${before}}`));
};

/** Makes the solution of lab-91 the learner's work. */
export const rowsAsWork = (place: TestPlace) =>
  cp(join(place.labs, "lab-91-rows/solution"), join(place.labs, "lab-91-rows/work"), { recursive: true });

/** Posts an item; the status of the answer. */
export const addItem = async (url: string, id: number) =>
  (
    await fetch(`${url}/items`, {
      method: "POST",
      headers: { connection: "close" },
      body: JSON.stringify({ id, name: `item ${id}` }),
    })
  ).status;
