export { forwardFrom, forwardTo } from "./forward.ts";
