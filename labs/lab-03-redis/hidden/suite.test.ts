// Apps start in this order: on what waits for these two much else waits, then come lines of checks on one app each that
// take seconds, then the rest.
import "./structures/order-stored.ts";
import "./structures/order-read.ts";

import "./blips/blip-refused.ts";
import "./blips/blip-cut.ts";
import "./blips/blip-silent.ts";
import "./away/starts-while-away.ts";
import "./away/thousand-wait.ts";
import "./away/stops-while-away.ts";
import "./away/nobody-waits-for-ever.ts";
import "./away/back-soon.ts";
import "./knocking/few-attempts.ts";
import "./knocking/pauses-grow.ts";
import "./knocking/not-in-step.ts";
import "./transactions/one-transaction.ts";
import "./transactions/cut-between.ts";
import "./transactions/moves-at-once.ts";
import "./transactions/any-sequence.ts";
import "./others/unreadable-goes.ts";
import "./before/before-turns.ts";
import "./before/no-walk.ts";
import "./batch/batch-turns.ts";
import "./batch/error-is-no-answer.ts";
import "./blips/back-empty.ts";
import "./before/list-moments.ts";
import "./before/before-strict.ts";
import "./before/before-ties.ts";
import "./before/before-limit.ts";
import "./structures/others-changes.ts";

import "./structures/given-holds.ts";
import "./structures/added-answer.ts";
import "./structures/score-in-seconds.ts";
import "./structures/own-tenant.ts";
import "./structures/order-removed.ts";
import "./before/list-in-order.ts";
import "./batch/batch-in-order.ts";
import "./batch/batch-missing.ts";
import "./transactions/replaced.ts";
import "./transactions/moved.ts";
import "./others/others-data.ts";
import "./others/unreadable-told.ts";
import "./others/unreadable-in-batch.ts";
