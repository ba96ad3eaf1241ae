import { connect } from "node:net";

const LIMIT_MS = 5_000;
/** The answer to INFO is some thousand bytes. */
const MOST_BYTES = 1_000_000;

export type Login = { host: string; port: number; user: string; password: string };

/** Logs in and returns the server's version as it tells it: the only readiness that counts. */
export async function redisVersion(login: Login): Promise<string> {
  const answer = await ask(login, [
    ["AUTH", login.user, login.password],
    ["INFO", "server"],
  ]);
  const version = /^redis_version:([\w.-]+)\r?$/m.exec(answer)?.[1];
  if (version === undefined) throw new Error(`it answered: ${JSON.stringify(answer.slice(0, 200))}`);
  return version;
}

/** Sends commands and QUIT at once, and returns all that comes back until the server closes. */
function ask({ host, port }: Login, commands: string[][]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let answer = "";
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error(`no answer within ${LIMIT_MS / 1000} s`)));
    socket.setEncoding("latin1").on("data", (text: string) => {
      answer += text;
      if (answer.length > MOST_BYTES) socket.destroy(new Error("its answer has no end"));
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(answer));
    socket.write([...commands, ["QUIT"]].map(encoded).join(""));
  });
}

/** A command as RESP's array of bulk strings. */
const encoded = (words: string[]) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
