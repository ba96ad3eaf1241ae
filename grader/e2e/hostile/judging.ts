import { GOOD_ANSWER, server } from "../support/app-source.ts";
import type { HostileApp } from "./hostile-app.ts";

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
];
