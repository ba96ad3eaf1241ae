/** A server whose answers are `answer`, a statement over `request` and `response`. */
export const server = (answer: string, listen = "Number(process.env.PORT), process.env.HOST") =>
  `import { createServer } from "node:http";
createServer((request, response) => { ${answer} }).listen(${listen});`;

/** What lab-92 promises, as a statement for `server`. */
export const GOOD_ANSWER =
  'response.end(JSON.stringify(request.url === "/" ? { up: true } : { status: "ok" }));';

/** An app that scores 100 in lab-92, with `more` in front. */
export const goodApp = (more = "") => `${more}\n${server(GOOD_ANSWER)}`;
