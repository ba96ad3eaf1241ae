/**
 * Node's HTTP without its `import`: that asks for every name of the module, also those that load a whole WebSocket client,
 * which takes ten times as long as the rest.
 */
export const { request, createServer, Agent } = process.getBuiltinModule("node:http");
