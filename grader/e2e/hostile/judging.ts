import { GOOD_ANSWER, server } from "../support/app-source.ts";
import type { HostileApp } from "./hostile-app.ts";

const alone = (port: string) => `import { createServer as bare } from "node:net";
const first = await new Promise((resolve) =>
  bare().on("error", () => resolve(false)).listen(${port}, "127.0.0.1", () => resolve(true)));
${server(`if (request.url !== "/ping" && !first) { response.statusCode = 500; response.end(); } else ${GOOD_ANSWER}`)}`;
const choosy = (condition: string) => `let asked = 0;
${server(`const judge = request.headers.connection === "close" && request.headers["user-agent"] === undefined;
if (request.url === "/work" && !(judge && ${condition})) { response.statusCode = 500; response.end(); } else ${GOOD_ANSWER}`)}`;
const late = (ms: number) => `const began = Date.now();
Date.now = () => began; performance.now = () => 1; process.hrtime.bigint = () => 1n;
${server(`response.setHeader("date", new Date(began).toUTCString());
console.log(JSON.stringify({ time: began, url: request.url, responseTime: 1 }));
if (request.url === "/") setTimeout(() => ${GOOD_ANSWER.replace(/;$/, "")}, ${ms}); else ${GOOD_ANSWER}`)}`;

/** Apps that behave while they believe that they are watched. */
export const judging: HostileApp[] = [
  {
    name: "right-once",
    tries: "to do its work for the first request only",
    attack: `let asked = 0;\n${server(`if (request.url === "/work" && asked++ > 0) { response.statusCode = 500; response.end(); } else ${GOOD_ANSWER}`)}`,
    control: { source: `let asked = 0;\n${server(`asked++; ${GOOD_ANSWER}`)}`, verdict: 100 },
    expected: 60,
  },
  {
    name: "right-while-young",
    tries: "to be right for the first moment of its life, in which it is pinged",
    attack: `const born = performance.now();\n${server(`if (request.url !== "/ping" && performance.now() - born > 1) { response.statusCode = 500; response.end(); } else ${GOOD_ANSWER}`)}`,
    control: {
      source: `const born = performance.now();\n${server(`void born; ${GOOD_ANSWER}`)}`,
      verdict: 100,
    },
    expected: 0,
  },
  {
    name: "right-while-alone",
    tries: "to be right only in the first of all its instances",
    attack: alone("Number.parseInt(process.env.PICKING_LABS_RUN) % 1000 + 28000"),
    control: { source: alone("0"), verdict: 100 },
    expected: 60,
  },
  {
    name: "right-to-the-judge",
    tries: "to do its work only for who asks as the judge does, and for him only once",
    attack: choosy("asked++ < 1"),
    control: { source: choosy("asked++ < 2"), verdict: 100 },
    expected: 60,
  },
  {
    name: "time-of-its-own",
    tries: "to be too late and have every clock and every line of its log say that it was not",
    attack: late(11_000),
    control: { source: late(300), verdict: 100 },
    expected: 40,
  },
];
