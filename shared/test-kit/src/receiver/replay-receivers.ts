import type { Step } from "@picking-labs/contracts";
import type { Receiver, ReceiverAnswer } from "./receiver.ts";

type Fault = Extract<Step, { do: "fault" }>;

/**
 * Plays the recorded steps of a check's receivers on receivers of the replay's own.
 * @param open as `t.receiver()`
 */
export function replayReceivers(open: () => Promise<Receiver>) {
  const receivers = new Map<string, Receiver>();
  /** By the address that was recorded, the one of the replay. */
  const moved = new Map<string, string>();

  /** A recorded text with the addresses of now. */
  const moving = (text: string) =>
    [...moved].reduce((result, [from, to]) => result.replaceAll(from, to), text);

  return {
    async play({ service, action, options }: Fault): Promise<void> {
      if (action === "listen") {
        const receiver = await open();
        receivers.set(service, receiver);
        moved.set(String(options.url), receiver.url);
        return;
      }
      const receiver = receivers.get(service);
      if (receiver !== undefined) actions[action]?.(receiver, JSON.parse(moving(JSON.stringify(options))));
    },
    /** The environment of an app, with the replay's receivers where it names the recorded ones. */
    environment: (env: Record<string, string>) =>
      Object.fromEntries(Object.entries(env).map(([name, value]) => [name, moving(value)])),
  };
}

const actions: Record<string, (receiver: Receiver, options: Record<string, unknown>) => void> = {
  answer: (receiver, { answer }) => receiver.answer(answer as ReceiverAnswer),
  hold: (receiver) => receiver.hold(),
  release(receiver, { number }) {
    if (number === undefined) return receiver.release();
    const only = receiver.requests()[Number(number)];
    if (only !== undefined) receiver.release(only);
  },
  cut: (receiver) => receiver.cut(),
  refuse: (receiver) => receiver.refuse(),
};
