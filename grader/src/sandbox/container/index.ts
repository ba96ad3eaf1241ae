export { appArguments } from "./command-line.ts";
export { docker, dockerProgram } from "./docker.ts";
export { type ContainerHouse, containerHouse, whyNoContainers } from "./house.ts";
