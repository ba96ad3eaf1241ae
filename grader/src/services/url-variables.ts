/** The variables that name a server which somebody else keeps. */
export const URL_VARIABLES = {
  postgres: "PICKING_LABS_POSTGRES_URL",
  redis: "PICKING_LABS_REDIS_URL",
  rabbitmq: "PICKING_LABS_RABBITMQ_URL",
} as const;

export const hasUrl = (service: keyof typeof URL_VARIABLES, env: NodeJS.ProcessEnv) =>
  Boolean(env[URL_VARIABLES[service]]);
