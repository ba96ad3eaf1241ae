// Apps start in this order: on what waits for these much else waits, then come lines of checks on one app each that
// take seconds, then the rest.
import "./rows/rows-arrive.ts";
import "./rows/rows-in-time.ts";
import "./rows/answer-does-not-wait.ts";
import "./refusals/readers-come-back.ts";

import "./losses/silence-is-lost.ts";
import "./losses/written-once.ts";
import "./shutdown/shutdown-names.ts";
import "./reading/reads-unavailable.ts";
import "./outages/starts-while-away.ts";
import "./outages/decides-while-away.ts";
import "./losses/outage-outlived.ts";
import "./refusals/refused-insert.ts";
import "./refusals/refused-commit.ts";
import "./refusals/clients-come-back.ts";
import "./losses/lost-or-refused.ts";
import "./shutdown/shutdown-writes.ts";
import "./losses/thousand-wait.ts";
import "./losses/given-up-in-the-end.ts";
import "./profiles/writing-profiles.ts";
import "./reading/summary-grouped.ts";
import "./rows/nothing-to-write.ts";
import "./rows/awkward-sectors.ts";
import "./outages/survives-ended-sessions.ts";
import "./shutdown/shutdown-finishes.ts";

import "./profiles/development-writes-nothing.ts";
import "./profiles/testing-writes-nothing.ts";
import "./profiles/starts-without-postgres.ts";
import "./profiles/unknown-profile.ts";
import "./reading/decisions-read.ts";
import "./reading/moments-in-utc.ts";
import "./reading/sorts.ts";
import "./reading/sorts-refused.ts";
import "./reading/filter-and-limit.ts";
import "./reading/bad-queries.ts";
import "./reading/summary.ts";
import "./rows/given-holds.ts";
import "./rows/answer-shape.ts";
import "./rows/one-transaction.ts";
import "./rows/decided-at.ts";
import "./rows/rows-exact.ts";
import "./rows/two-positions-only.ts";
import "./rows/one-statement.ts";
import "./rows/every-post-anew.ts";
import "./rows/five-connections.ts";
