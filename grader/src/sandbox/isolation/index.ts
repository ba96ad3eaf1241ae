export { chooseIsolation, type Isolation, LEVELS, type Level } from "./choose.ts";
