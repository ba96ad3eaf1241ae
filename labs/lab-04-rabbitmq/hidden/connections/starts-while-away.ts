import { COUNTRIES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { startAnyway } from "@picking-labs/test-kit/every-app";
import { consumesAgain, takesEvents } from "../support/takes-events.ts";

check("starts-while-away", async (t) => {
  const away = "RabbitMQ and Redis were away at the start";
  const place = await startAnyway(t, t.workplace({ away: true }), away);
  const { app, redis, rabbitmq } = place;
  for (const tenant of COUNTRIES)
    t.verify(
      rabbitmq[tenant].proxy.counts().attempts > 0 && redis[tenant].proxy.counts().attempts > 0,
      `The app listens, and it has not tried once to reach RabbitMQ and Redis of ${tenant}; promised is one try each before it listens.`,
    );
  await t.eventually(
    () => app.logs().some(({ json }) => json?.level === "warn"),
    () => `${away}, and no log line of level warn says so.`,
  );
  redis.all.allow();
  rabbitmq.all.allow();
  const back = `${away}, and came back`;
  for (const tenant of COUNTRIES) await consumesAgain(t, place, tenant, back);
  await takesEvents(t, place, COUNTRIES, back);
});
