import { GOOD_ANSWER, goodApp, server } from "../support/app-source.ts";
import type { HostileApp } from "./hostile-app.ts";

const RIGHT = '{"up":true}';
/** An app of lab-92 that answers GET / by `answer`, over `response` and its `socket`, and all else as promised: 40 points without it. */
const answers = (answer: string, imports = "") =>
  `${imports}\n${server(`const { socket } = response;
if (request.url !== "/") return response.end('{"status":"ok"}');
${answer}`)}`;

/** It leaves its group before the app ends, so that no end of a group reaches it. */
const PERL_SERVER = `use Socket; socket my $server, PF_INET, SOCK_STREAM, 0; setsockopt $server, SOL_SOCKET, SO_REUSEADDR, 1;
bind $server, sockaddr_in($ARGV[0], INADDR_LOOPBACK) or exit 1; listen $server, 50; $SIG{PIPE} = "IGNORE";
while (accept my $client, $server) {
  my $asked = <$client>; 1 while (<$client> // "") =~ /\\S/;
  if ($asked !~ /ping/) { setpgrp; syswrite STDOUT, "asked"; select undef, undef, undef, 0.7 }
  my $body = $asked =~ m{ / } ? q({"up":true}) : q({"status":"ok"});
  syswrite $client, "HTTP/1.1 200 OK\\r\\nconnection: close\\r\\ncontent-length: " . length($body) . "\\r\\n\\r\\n$body"; close $client }`;

/** The first of a run listens for whatever port it is told by those that come later; `late` is what those do themselves. */
const brothers = (late: string, told = "process.env.PORT") => `import { createServer } from "node:http";
import { connect, createServer as bare } from "node:net";
const answer = (request, response) => { ${GOOD_ANSWER} };
const meeting = 28000 + Number.parseInt(process.env.PICKING_LABS_RUN) % 1000;
bare((socket) => socket.on("data", (port) => createServer(answer).listen(Number(port), "127.0.0.1")))
  .on("error", () => { connect(meeting, "127.0.0.1").end(${told}); ${late} })
  .listen(meeting, "127.0.0.1", () => createServer(answer).listen(Number(process.env.PORT), process.env.HOST));`;

/** A small server in Perl has the port; `asked` happens when it is asked more than whether it is there. */
const orphan = (asked: string) => `import { spawn } from "node:child_process";
const child = spawn("perl", ["-e", ${JSON.stringify(PERL_SERVER)}, process.env.PORT], { stdio: ["ignore", "pipe", "ignore"] });
child.stdout.on("data", () => { ${asked} });`;

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
    tries: "to answer half a megabyte that unfolds to half a gigabyte",
    attack: answers(
      'response.writeHead(200, { "content-encoding": "gzip" }); response.end(Buffer.concat(Array(64).fill(gzipSync(Buffer.alloc(8 * 2 ** 20)))));',
      'import { gzipSync } from "node:zlib";',
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
  {
    name: "json-with-names-of-the-language",
    tries: "to answer JSON whose names change what the judge does with it",
    attack: answers(
      `response.end('{"__proto__":{"up":true},"toString":0,"valueOf":0,"toJSON":0,"constructor":{"prototype":{"up":true}}}');`,
    ),
    control: { source: answers(`response.end('{"up":false,"up":true}');`), verdict: 100 },
    expected: 40,
  },
  {
    name: "json-without-a-bottom",
    tries: "to answer JSON that is nested so deeply that whoever walks through it ends",
    attack: answers(`response.end("[".repeat(100000) + "]".repeat(100000));`),
    control: { source: answers(`response.end(${JSON.stringify(RIGHT)});`), verdict: 100 },
    expected: 40,
  },
  {
    name: "chunk-without-an-end",
    tries: "to answer a chunk whose own head does not end",
    attack: answers(
      `socket.write("HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n1;");
const timer = setInterval(() => socket.destroyed ? clearInterval(timer) : socket.write("x".repeat(65536)), 10);`,
    ),
    control: {
      source: answers(
        `socket.end("HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\nconnection: close\\r\\n\\r\\n${RIGHT.length.toString(16)};x=y\\r\\n" + '${RIGHT}' + "\\r\\n0\\r\\n\\r\\n");`,
      ),
      verdict: 100,
    },
    expected: 40,
  },
  {
    name: "another-protocol-at-once",
    tries: "to switch to another protocol when it is asked whether it is there",
    attack: server(
      `response.socket.write("HTTP/1.1 101 Switching Protocols\\r\\nupgrade: mine\\r\\nconnection: upgrade\\r\\n\\r\\n");`,
    ),
    control: {
      source: server(
        `const body = request.url === "/" ? '${RIGHT}' : '{"status":"ok"}';
response.socket.end("HTTP/1.1 200 OK\\r\\nconnection: close\\r\\ncontent-length: " + body.length + "\\r\\n\\r\\n" + body);`,
      ),
      verdict: 100,
    },
    expected: "app-bad-ping",
  },
  {
    name: "answered-by-its-brother",
    tries: "to have another app of the same run listen on its port and answer for it",
    attack: brothers("setInterval(() => {}, 1000);"),
    control: {
      source: brothers("createServer(answer).listen(Number(process.env.PORT), process.env.HOST);", '"0"'),
      verdict: 100,
    },
    expected: 60,
  },
  {
    name: "answered-by-an-orphan",
    tries: "to end, and have a child process of its own answer on its port",
    attack: orphan("process.exit(0);"),
    control: { source: orphan(""), verdict: 100 },
    expected: { process: 100, walls: 0 },
    getsThrough: "a child process that goes on answering when the app itself has ended",
  },
];
