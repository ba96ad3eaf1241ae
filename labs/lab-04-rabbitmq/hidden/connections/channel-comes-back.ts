import { check } from "@picking-labs/test-kit";
import { appLives } from "@picking-labs/test-kit/every-app";
import { consumesAgain, takesEvents } from "../support/takes-events.ts";

check(
  "channel-comes-back",
  async (t) => {
    const place = await t.workplace();
    await takesEvents(t, place, ["cz"], "Nothing was broken yet");
    const channels = place.rabbitmq.cz.proxy.closeChannels("consuming");
    t.verify(channels > 0, "The app has no consumer in cz whose channel could be closed.");
    const closed = "The broker closed the channel on which the app consumes in cz";
    await appLives(t, place.app, closed);
    await consumesAgain(t, place, "cz", closed);
    await takesEvents(t, place, ["cz"], closed);
  },
  { takesOverFrom: "connection-comes-back" },
);
