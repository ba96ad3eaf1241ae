import { check } from "@picking-labs/test-kit";
import { appLives } from "@picking-labs/test-kit/every-app";
import { forgetExchanges } from "../support/publish.ts";
import { consumesAgain, takesEvents } from "../support/takes-events.ts";

/** At least so long, and until the app has tried twice to come back: the second try says that the first was answered. */
const AWAY_MS = 1_500;
const TRIES = 2;
/** Within five seconds an app that wants to be back has tried. */
const TRIES_LIMIT_MS = 7_500;

check("tenant-alone", async (t) => {
  const place = await t.workplace();
  const { app, rabbitmq } = place;
  await takesEvents(t, place, ["at", "cz", "de", "hu", "ro"], "Nothing was broken yet");
  const goneAt = performance.now();
  const { attempts } = rabbitmq.cz.proxy.counts();
  await rabbitmq.cz.remove();
  const gone = "The virtual host of cz was deleted";
  await appLives(t, app, gone);
  const awayMs = () => performance.now() - goneAt;
  const hasTried = () => rabbitmq.cz.proxy.counts().attempts >= attempts + TRIES || !app.running;
  while (awayMs() < AWAY_MS || (!hasTried() && awayMs() < TRIES_LIMIT_MS))
    await takesEvents(t, place, ["at", "de", "hu", "ro"], gone);
  // Cut, not closed with a goodbye: a broker that deletes a virtual host does now the one, now the other.
  rabbitmq.de.proxy.cut();
  const closed = `${gone}, and the connections to de were cut`;
  await appLives(t, app, closed);
  await consumesAgain(t, place, "de", closed);
  await takesEvents(t, place, ["de", "at"], closed);
  await appLives(t, app, gone);

  await rabbitmq.cz.restore();
  forgetExchanges(rabbitmq.cz);
  const back = `${gone}, and is there again, empty`;
  await consumesAgain(t, place, "cz", back);
  await takesEvents(t, place, ["cz", "at"], back);
});
