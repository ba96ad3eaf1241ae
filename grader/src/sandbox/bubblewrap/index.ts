export { enterOwnNetwork } from "./own-network.ts";
export { bubblewrapWall, sweepControlGroups } from "./wall.ts";
export { whyNoBubblewrap } from "./works.ts";
