export { embeddedVersion } from "./binaries.ts";
export { cacheFolders } from "./cache-folder.ts";
export { endOrphan } from "./end-orphan.ts";
export { makeOwn, prepareLab } from "./prepare.ts";
export { INITDB, JUDGE } from "./seed.ts";
export { connect, connectJudge, FLAGS, type Login, PREPARED, startPostgres } from "./start.ts";
