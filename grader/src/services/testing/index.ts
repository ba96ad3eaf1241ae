export { type ServersOfOthers, startRedisOfOthers, startServersOfOthers } from "./servers-of-others.ts";
