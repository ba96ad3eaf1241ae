export { type OpenApp, type OpenAppSpec, startOpenApp } from "./open-app.ts";
