// Apps start in this order: on what waits for the first one much else waits, then come lines of checks on one app each that
// take seconds, then the rest, on the shared app.
import "./effects/created-lands.ts";

import "./effects/applied-once.ts";
import "./acks/ack-after-effect.ts";
import "./acks/at-most-fifty.ts";
import "./acks/killed-before-ack.ts";

import "./connections/starts-while-away.ts";
import "./redis-trouble/unreachable-waits.ts";
import "./topology/messages-wait.ts";

import "./connections/tenant-alone.ts";
import "./redis-trouble/refused-thrice.ts";
import "./redis-trouble/orders-unavailable.ts";
import "./shutdown/shutdown-in-time.ts";

import "./dead-letters/dead-before-ack.ts";
import "./dead-letters/poison-first.ts";
import "./connections/consumers-told.ts";
import "./shutdown/shutdown-finishes.ts";

import "./any-order/restart-remembers.ts";
import "./connections/connection-comes-back.ts";
import "./connections/channel-comes-back.ts";
import "./connections/consumer-comes-back.ts";
import "./shutdown/shutdown-takes-no-more.ts";

import "./topology/exchanges-declared.ts";
import "./topology/queues-declared.ts";
import "./topology/bindings-declared.ts";
import "./topology/every-tenant-consumes.ts";
import "./topology/given-holds.ts";
import "./effects/updated-replaces.ts";
import "./effects/picked-removes.ts";
import "./effects/cancelled-removes.ts";
import "./effects/prediction-stored.ts";
import "./effects/tenants-apart.ts";
import "./effects/decides-with-load.ts";
import "./dead-letters/not-understood.ts";
import "./dead-letters/dead-copy.ts";
import "./any-order/twice-is-once.ts";
import "./any-order/older-loses.ts";
import "./any-order/older-prediction.ts";
import "./any-order/gone-stays-gone.ts";
import "./any-order/same-state.ts";
import "./any-order/first-counts.ts";
