/** Those of our own variables that are set, for the environment of a command, which has none of ours by itself. */
export const fromEnvironment = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
