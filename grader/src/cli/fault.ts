import { command } from "./command.ts";

export const faultCommand = command<Record<never, never>, [string, string, string?, string?]>(
  "Break a service of the app that dev runs: fault redis cut 2s, fault redis.cz delay 200ms 10s",
  {
    positional: {
      kind: "tuple",
      parameters: [
        {
          brief: "postgres, redis or rabbitmq; redis.cz for one tenant",
          parse: String,
          placeholder: "service",
        },
        {
          brief:
            "cut (connections, and new ones for the duration), refuse (new ones), hold (everything), delay, or end (of all of it)",
          parse: String,
          placeholder: "what",
        },
        {
          brief: "How long: 2s, 250ms; of delay, by how much",
          parse: String,
          placeholder: "duration",
          optional: true,
        },
        { brief: "How long a delay lasts", parse: String, placeholder: "lasting", optional: true },
      ],
    },
    flags: {},
  },
  async () => (await import("./fault-run.ts")).fault,
);
