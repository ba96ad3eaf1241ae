export { sweepControlGroups } from "./bubblewrap-wall.ts";
export { controlGroupRoots, GROUP_PREFIX, removeControlGroups } from "./control-group.ts";
export { createWall } from "./create-wall.ts";
export type { Wall } from "./wall.ts";
