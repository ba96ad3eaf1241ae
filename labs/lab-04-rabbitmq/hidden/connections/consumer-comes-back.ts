import { check } from "@picking-labs/test-kit";
import { appLives } from "@picking-labs/test-kit/every-app";
import { queueOf } from "../support/names.ts";
import { consumesAgain, takesEvents } from "../support/takes-events.ts";

check(
  "consumer-comes-back",
  async (t) => {
    const place = await t.workplace();
    await takesEvents(t, place, ["cz"], "Nothing was broken yet");
    await place.rabbitmq.cz.deleteQueue(queueOf("cz"));
    const deleted = `The queue ${queueOf("cz")} was deleted, and with it its consumer was cancelled`;
    await appLives(t, place.app, deleted);
    await consumesAgain(t, place, "cz", deleted);
    await takesEvents(t, place, ["cz"], deleted);
  },
  { takesOverFrom: "channel-comes-back" },
);
