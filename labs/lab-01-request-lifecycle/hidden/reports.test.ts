// What nearly all others need, then the longest waits.
import "./after/report-arrives.ts";
import "./misbehaves/silence-fails.ts";
import "./after/failed-report.ts";
import "./shutdown/names-unsent.ts";
import "./shutdown/waits-for-reports.ts";
import "./shutdown/finishes-requests.ts";
import "./misbehaves/redirect-fails.ts";
import "./misbehaves/reports-side-by-side.ts";
import "./after/reported-once.ts";
import "./after/refused-not-reported.ts";
import "./after/answer-does-not-wait.ts";
import "./after/report-form.ts";
import "./shutdown/stops-accepting.ts";
import "./after/no-url.ts";
