export type { ReceivedRequest, Receiver, ReceiverAnswer } from "./receiver.ts";
export { replayReceivers } from "./replay-receivers.ts";
export { startReceiver } from "./start-receiver.ts";
