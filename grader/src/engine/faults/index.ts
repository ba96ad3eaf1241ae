export { askForFault } from "./ask.ts";
export { serveControl } from "./control.ts";
export { type Doors, openDoors } from "./doors.ts";
export { durationMs } from "./duration.ts";
export { FAULTS, type Fault, type FaultRequest, faultRequest } from "./protocol.ts";
