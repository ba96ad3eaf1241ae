// Who may import whom. Each comment is what a person reads when the rule stops them.

const layers = "catalog|workspace|vault|services|sandbox|suites|scoring|store";
const source = "(?:grader|shared/[^/]+)/src";
/** What may be imported from any folder: entrances, and what only tests use. */
const entrances = ["/index[.]ts$", "/src/testing/"];

const forbidden = [
  {
    name: "no-circles",
    comment: "Two files that need each other are one idea, or hide a third: move what both need into it.",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "everything-resolves",
    comment: "This import leads nowhere: a wrong path, or a package that is missing from this package.json.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "layers-below-engine",
    comment: "Folders below the engine do not know who uses them: pass in what they need.",
    severity: "error",
    from: { path: `^grader/src/(?:${layers})/` },
    to: { path: "^grader/src/(?:cli|engine|reports|mentor)/" },
  },
  {
    name: "engine-below-cli",
    comment: "The engine returns data; the command line shows it.",
    severity: "error",
    from: { path: "^grader/src/engine/" },
    to: { path: "^grader/src/(?:cli|reports|mentor)/" },
  },
  {
    name: "reports-know-contracts",
    comment: "Reports and mentor pages are made of the Report alone (contracts) and of what the store keeps.",
    severity: "error",
    from: { path: "^grader/src/(reports|mentor)/" },
    to: { path: "^grader/src/[^/]+/", pathNot: "^grader/src/(?:$1|store)/" },
  },
  {
    name: "errors-know-nobody",
    comment: "errors.ts is imported by the whole grader, so it imports none of it.",
    severity: "error",
    from: { path: "^grader/src/errors[.]ts$" },
    to: { path: "^grader/src/" },
  },
  {
    name: "folder-entrance",
    comment: "From outside, a folder is its index.ts.",
    severity: "error",
    from: { path: `^(${source})/([^/]+)/` },
    to: { path: "^$1/[^/]+/.+", pathNot: ["^$1/$2/", ...entrances] },
  },
  {
    name: "folder-entrance-from-the-root",
    comment: "From outside, a folder is its index.ts.",
    severity: "error",
    from: { path: `^(${source})/[^/]+$` },
    to: { path: "^$1/[^/]+/.+", pathNot: entrances },
  },
  {
    name: "inner-folder-entrance",
    comment: "From outside, an inner folder is its index.ts too.",
    severity: "error",
    from: { path: `^(${source}/[^/]+)/[^/]+$` },
    to: { path: "^$1/[^/]+/.+", pathNot: entrances },
  },
  {
    name: "inner-folder-neighbours",
    comment: "From outside, an inner folder is its index.ts too.",
    severity: "error",
    from: { path: `^(${source}/[^/]+)/([^/]+)/` },
    to: { path: "^$1/[^/]+/.+", pathNot: ["^$1/$2/", ...entrances] },
  },
  {
    name: "labs-know-no-grader",
    comment: "A lab is read by the grader and imports nothing of it.",
    severity: "error",
    from: { path: "^labs/" },
    to: { path: "^(?:grader|scripts)/" },
  },
  {
    name: "labs-know-no-other-lab",
    comment: "A lab holds everything about itself and nothing about another.",
    severity: "error",
    from: { path: "^labs/([^/]+)/" },
    to: { path: "^labs/", pathNot: "^labs/$1/" },
  },
  {
    name: "apps-stand-alone",
    comment:
      "A starter, solution or alternative is a whole app: it imports its own files and the published libraries.",
    severity: "error",
    from: { path: "^(labs/[^/]+/(?:starter|solution|alternatives/[^/]+))/" },
    to: { path: "^(?:labs|shared/(?:contracts|test-kit))/", pathNot: "^$1/" },
  },
  {
    name: "suites-stay-outside",
    comment: "A suite judges an app from outside the process: it never imports one.",
    severity: "error",
    from: { path: "^labs/[^/]+/(?:hidden|examples)/" },
    to: { path: "^labs/[^/]+/(?:starter|solution|alternatives)/" },
  },
  {
    name: "shared-knows-no-user",
    comment: "Shared packages do not know the grader or a lab.",
    severity: "error",
    from: { path: "^shared/" },
    to: { path: "^(?:grader|labs|scripts)/" },
  },
  {
    name: "contracts-and-domain-are-leaves",
    comment: "Contracts and domain import no other package of this repository.",
    severity: "error",
    from: { path: "^shared/(contracts|domain)/" },
    to: { path: "^shared/", pathNot: "^shared/$1/" },
  },
  {
    name: "grader-knows-no-lab",
    comment: "The grader finds labs through its catalog at run time; code of a lab is never imported.",
    severity: "error",
    from: { path: "^grader/" },
    to: { path: "^(?:labs|scripts)/" },
  },
  {
    name: "packages-by-name",
    comment: "Another package is imported by its name, not by a path into it.",
    severity: "error",
    from: { path: "^(grader|scripts|shared/[^/]+|labs/[^/]+)/" },
    to: { path: "^(?:grader|scripts|shared|labs)/", pathNot: "^$1/", dependencyTypes: ["local"] },
  },
  {
    name: "start-needs-only-node",
    comment:
      "These files run on Node 20 before anything is installed: Node's own modules and plain JavaScript only.",
    severity: "error",
    from: { path: "^scripts/(?:run[.]mjs|(?:launch|setup)/.+[.]mjs)$", pathNot: "[.]test[.]" },
    to: { dependencyTypesNot: ["core"], pathNot: "^scripts/(?:launch|setup)/.+[.]mjs$" },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(?:^|/)(?:node_modules|fixtures|[.]results)/|^labs/[^/]+/work/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types"] },
  },
};
