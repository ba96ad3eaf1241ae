export { externalProvider } from "./provider.ts";
