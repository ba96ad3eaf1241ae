import { goodApp, server } from "../support/app-source.ts";
import type { HostileApp } from "./hostile-app.ts";

const RIGHT = '{"up":true}';
/** An app of lab-92 that answers GET / by `answer`, over `response` and its `socket`, and all else as promised: 40 points without it. */
const answers = (answer: string, imports = "") =>
  `${imports}\n${server(`const { socket } = response;
if (request.url !== "/") return response.end('{"status":"ok"}');
${answer}`)}`;

/** Apps that answer what no client should have to bear. */
export const answering: HostileApp[] = [
  {
    name: "endless-body",
    tries: "to answer with a body that does not end",
    attack: answers(
      'const more = () => { while (!socket.destroyed && response.write(" ".repeat(65536))); }; response.on("drain", more); more();',
    ),
    control: {
      source: answers(`response.write(" ".repeat(65536)); response.end('${RIGHT}');`),
      verdict: 100,
    },
    expected: 40,
  },
  {
    name: "slow-body",
    tries: "to answer a byte a second",
    attack: answers(
      `response.flushHeaders(); const timer = setInterval(() => response.write(" "), 1000); socket.on("close", () => clearInterval(timer));`,
    ),
    control: {
      source: answers(`response.flushHeaders(); setTimeout(() => response.end('${RIGHT}'), 300);`),
      verdict: 100,
    },
    expected: 40,
  },
  {
    name: "compressed-bomb",
    tries: "to answer a few kilobytes that unfold to half a gigabyte",
    attack: answers(
      'response.writeHead(200, { "content-encoding": "gzip" }); const unfolded = createGzip(); unfolded.pipe(response); const part = Buffer.alloc(2 ** 20); let left = 64; const more = () => { while (left-- > 0) if (!unfolded.write(part)) return unfolded.once("drain", more); unfolded.end(); }; more();',
      'import { createGzip } from "node:zlib";',
    ),
    control: {
      source: answers(
        `response.writeHead(200, { "content-encoding": "gzip" }); response.end(gzipSync('${RIGHT}'));`,
        'import { gzipSync } from "node:zlib";',
      ),
      verdict: 100,
    },
    expected: 40,
  },
  {
    name: "flood-of-headers",
    tries: "to answer with a thousand long headers",
    attack: answers(
      `for (let count = 0; count < 1000; count++) response.setHeader("x-" + count, "y".repeat(100)); response.end('${RIGHT}');`,
    ),
    control: {
      source: answers(
        `for (let count = 0; count < 50; count++) response.setHeader("x-" + count, "y".repeat(100)); response.end('${RIGHT}');`,
      ),
      verdict: 100,
    },
    expected: 40,
  },
  {
    name: "redirect-loop",
    tries: "to send the judge in a circle",
    attack: answers('response.writeHead(302, { location: "/" }).end();'),
    control: { source: answers(`response.writeHead(200, { location: "/" }).end('${RIGHT}');`), verdict: 100 },
    expected: 40,
  },
  {
    name: "redirect-to-the-right-answer",
    tries: "to send the judge to another server that answers right",
    attack: `import { createServer as other } from "node:http";
const helper = other((_request, response) => response.end('${RIGHT}')).listen(0, "127.0.0.1");
${answers("response.writeHead(307, { location: `http://127.0.0.1:${helper.address().port}/` }).end();")}`,
    control: {
      source: `import { createServer as other } from "node:http";
const helper = other((_request, response) => response.end('${RIGHT}')).listen(0, "127.0.0.1");
${answers("void fetch(`http://127.0.0.1:${helper.address().port}/`).then((answer) => answer.text()).then((text) => response.end(text));")}`,
      verdict: 100,
    },
    expected: 40,
  },
  {
    name: "another-protocol",
    tries: "to switch to another protocol",
    attack: answers(
      `socket.end("HTTP/1.1 101 Switching Protocols\\r\\nupgrade: mine\\r\\nconnection: upgrade\\r\\n\\r\\n" + '${RIGHT}');`,
    ),
    control: {
      source: answers(
        `socket.end("HTTP/1.1 200 OK\\r\\ncontent-length: ${RIGHT.length}\\r\\nconnection: close\\r\\n\\r\\n" + '${RIGHT}');`,
      ),
      verdict: 100,
    },
    expected: 40,
  },
  {
    name: "no-http-at-all",
    tries: "to answer what is no HTTP",
    attack: answers(`socket.end("\\0\\x1b[2J 200 OK up true \\r\\n\\r\\n");`),
    control: { source: goodApp(), verdict: 100 },
    expected: 40,
  },
  {
    name: "hints-without-end",
    tries: "to send preliminary answers without end",
    attack: answers(
      'const timer = setInterval(() => socket.destroyed ? clearInterval(timer) : response.writeEarlyHints({ link: "</a>; rel=preload" }), 5);',
    ),
    control: {
      source: answers(`response.writeEarlyHints({ link: "</a>; rel=preload" }); response.end('${RIGHT}');`),
      verdict: 100,
    },
    expected: 40,
  },
  {
    name: "two-answers",
    tries: "to send a wrong answer and a right one behind it",
    attack: answers(
      `socket.end("HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\n{}HTTP/1.1 200 OK\\r\\ncontent-length: ${RIGHT.length}\\r\\n\\r\\n" + '${RIGHT}');`,
    ),
    control: {
      source: answers(
        `socket.end("HTTP/1.1 200 OK\\r\\ncontent-length: ${RIGHT.length}\\r\\n\\r\\n" + '${RIGHT}');`,
      ),
      verdict: 100,
    },
    expected: 40,
  },
];
