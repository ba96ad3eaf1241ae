export { openGateway } from "./open.ts";
export { holdGateway, type Reached, reach } from "./reach.ts";
