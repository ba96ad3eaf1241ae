import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { GraderError } from "../../errors.ts";
import { isRunId, ownerLives } from "../../run-id.ts";
import { controlOf } from "./control.ts";
import { type FaultAnswer, type FaultRequest, faultAnswer, LONGEST_LINE, readLine } from "./protocol.ts";

const LIMIT_MS = 5_000;

/**
 * Asks every session of this checkout; those whose lab has the service do it.
 * @throws GraderError when none runs, or none has it
 */
export async function askForFault(state: string, request: FaultRequest): Promise<string[]> {
  const answers = await Promise.all((await sessions(join(state, "runs"))).map((path) => ask(path, request)));
  const heard = answers.filter((answer) => answer !== undefined);
  const done = heard.flatMap((answer) => (answer.ok ? [answer] : []));
  if (done.length > 0) return done.map(({ lab, text }) => (heard.length === 1 ? text : `${lab}: ${text}`));
  const refused = heard.flatMap((answer) => (answer.ok ? [] : [answer.message]));
  if (refused.length > 0)
    throw new GraderError("bad-option", refused.join("\n"), {
      cure: "Name a service that the lab of your running app uses; its lab.yaml lists them.",
    });
  throw new GraderError("dev-not-running", "No app is run by `npm run dev` here.");
}

/** The sockets of those that live. */
async function sessions(runs: string): Promise<string[]> {
  const names = await readdir(runs).catch(() => []);
  return names
    .filter((name) => isRunId(name) && ownerLives(name))
    .map((name) => controlOf(join(runs, name)))
    .filter((path) => existsSync(path));
}

/** One that has just ended does not answer. */
function ask(path: string, request: FaultRequest): Promise<FaultAnswer | undefined> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect({ path });
    socket.setTimeout(LIMIT_MS, () => {
      reject(
        new GraderError(
          "service-failed",
          `The app's \`npm run dev\` did not answer within ${LIMIT_MS / 1000} s.`,
        ),
      );
      socket.destroy();
    });
    socket.once("error", () => resolve(undefined));
    socket.once("close", () => resolve(readLine(faultAnswer, text)));
    socket.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.length > LONGEST_LINE) socket.destroy();
    });
    socket.write(`${JSON.stringify(request)}\n`);
  });
}
