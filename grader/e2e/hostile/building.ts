import { goodApp } from "../support/app-source.ts";
import { linkTo } from "../support/test-place.ts";
import { databaseThief, type HostileApp, idler, thief } from "./hostile-app.ts";

const MINE = { "src/mine.ts": "export default 'mine';\n" };
const OWN_TESTS = `import { check } from "@picking-labs/test-kit";
for (const id of ["says-up", "works"]) check(id, async () => {});
`;
const ownTests = {
  "vitest.config.ts": 'export default { test: { include: ["src/*.test.ts"], passWithNoTests: true } };\n',
  "hidden/up.test.ts": OWN_TESTS,
  "src/up.test.ts": OWN_TESTS,
  "lab.yaml": "id: lab-92-limits\nchecks: []\n",
};
const shadow = "export default { shadowed: true, Pool: class { on() {} } };\n";

/** An enum is more than types, so that the whole file is compiled. */
const brackets = (depth: number) =>
  goodApp(`enum Kind { one }\nvoid ${"(".repeat(depth)}Kind.one${")".repeat(depth)};`);

const FS = 'import { readFileSync } from "node:fs";';
/** The first of the files that is there. */
const COPIES = `for (const path of ["src/suite.txt", "src/hidden/up.test.ts"])
  try { return readFileSync(path, "utf8"); } catch {}`;

/** Apps that try to decide, by files beside their code, how they are built and judged. */
export const building: HostileApp[] = [
  {
    name: "package-json-of-its-own",
    tries: "to bring a package.json with scripts around installing and with aliases for its files",
    attack: {
      ...MINE,
      "package.json": JSON.stringify({
        type: "module",
        imports: { "#mine": "./src/mine.ts" },
        scripts: { preinstall: "exit 1", install: "exit 1", postinstall: "exit 1", prestart: "exit 1" },
      }),
      "src/main.ts": thief('return (await import("#mine")).default;'),
    },
    control: {
      source: { ...MINE, "src/main.ts": thief('return (await import("./mine.ts")).default;') },
      verdict: 0,
    },
    expected: 100,
  },
  {
    name: "library-of-its-own",
    tries: "to put a library of its own in the place of a published one",
    lab: "lab-91",
    attack: {
      ...databaseThief('return (await import("pg")).default.shadowed;'),
      "node_modules/pg/package.json": '{ "name": "pg", "type": "module", "exports": "./index.js" }\n',
      "node_modules/pg/index.js": shadow,
      "src/node_modules/pg/package.json": '{ "name": "pg", "type": "module", "exports": "./index.js" }\n',
      "src/node_modules/pg/index.js": shadow,
    },
    control: {
      source: {
        ...databaseThief('return (await import("./library/pg.ts")).default.shadowed;'),
        "src/library/pg.ts": shadow,
      },
      verdict: 0,
    },
    expected: 100,
  },
  {
    name: "environment-files",
    tries: "to set variables and Node's options by files that tools read by themselves",
    attack: {
      ".env": "SET_BY_FILE=yes\nNODE_OPTIONS=--import=./src/preload.ts\n",
      ".npmrc": "node-options=--import=./src/preload.ts\n",
      "node.config.json": '{ "nodeOptions": { "import": ["./src/preload.ts"] } }\n',
      "src/preload.ts": "process.env.SET_BY_FILE = 'yes';\n",
      "src/main.ts": thief("return process.env.SET_BY_FILE;"),
    },
    control: {
      source: {
        "src/preload.ts": "process.env.SET_BY_FILE = 'yes';\n",
        "src/main.ts": thief("return process.env.SET_BY_FILE;", 'import "./preload.ts";'),
      },
      verdict: 0,
    },
    expected: 100,
  },
  {
    name: "compiler-settings",
    tries: "to lead imports elsewhere by a tsconfig.json",
    attack: {
      ...MINE,
      "tsconfig.json": '{ "compilerOptions": { "baseUrl": ".", "paths": { "mine": ["./src/mine.ts"] } } }\n',
      "src/tsconfig.json": '{ "compilerOptions": { "baseUrl": ".", "paths": { "mine": ["./mine.ts"] } } }\n',
      "src/main.ts": thief('return (await import("mine")).default;'),
    },
    control: {
      source: { ...MINE, "src/main.ts": thief('return (await import("./mine.ts")).default;') },
      verdict: 0,
    },
    expected: 100,
  },
  {
    name: "suite-of-its-own",
    tries: "to bring a suite, a runner's configuration and a lab.yaml that pass everything",
    attack: { ...ownTests, "src/main.ts": idler("") },
    control: { source: { ...ownTests, "src/main.ts": goodApp() }, verdict: 100 },
    expected: 0,
  },
  {
    name: "brackets-without-end",
    tries: "to end the compiler by nesting that no compiler bears",
    attack: brackets(1_000_000),
    control: { source: brackets(50), verdict: 100 },
    expected: "syntax-error",
  },
  {
    name: "links-to-the-suite",
    tries: "to have the grader take the suite along by links among its files",
    attack: {
      "src/suite.txt": linkTo("../../labs/lab-92-limits/hidden/up.test.ts"),
      "src/hidden": linkTo("../../labs/lab-92-limits/hidden"),
      "src/main.ts": thief(COPIES, FS),
    },
    control: { source: { "src/suite.txt": "mine", "src/main.ts": thief(COPIES, FS) }, verdict: 0 },
    expected: 100,
  },
  {
    name: "circles-of-links",
    tries: "to have the grader go round in circles through links between its folders",
    attack: {
      "src/one/back": linkTo(".."),
      "src/two/back": linkTo(".."),
      "src/three/back": linkTo(".."),
      "src/main.ts": goodApp(),
    },
    control: {
      source: {
        "src/one/two/three/main.ts": goodApp(),
        "src/main.ts": 'import "./one/two/three/main.ts";\n',
      },
      verdict: 100,
    },
    expected: 100,
  },
  {
    name: "entry-by-a-link",
    tries: "to have code run that does not lie in its folder, by a link in the place of the entry",
    attack: {
      "elsewhere/main.ts": goodApp(),
      "src/main.ts": linkTo("../elsewhere/main.ts"),
    },
    control: {
      source: { "src/elsewhere.ts": goodApp(), "src/main.ts": 'import "./elsewhere.ts";\n' },
      verdict: 100,
    },
    expected: "work-empty",
  },
  {
    name: "folder-by-a-link",
    tries: "to hand in the published solution by a link in the place of its folder",
    attack: { src: linkTo("../labs/lab-92-limits/solution/src") },
    control: { source: goodApp(), verdict: 100 },
    expected: "work-empty",
  },
];
