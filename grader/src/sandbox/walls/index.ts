export { sweepControlGroups } from "./bubblewrap-wall.ts";
export { createWall } from "./create-wall.ts";
export type { Wall } from "./wall.ts";
