export { askEngine } from "./ask-engine.ts";
export { rabbitmqContainerKeeper } from "./kept-rabbitmq.ts";
export { dockerProvider } from "./provider.ts";
export { sweepContainers } from "./sweep.ts";
