// The longest waits first, then what needs no app of its own.
import "./loop/slow-blocks-nobody.ts";
import "./gate/dev-routes.ts";
import "./loop/side-by-side.ts";
import "./times/queue-time.ts";
import "./times/app-covers-the-work.ts";
import "./gate/bad-ms.ts";
import "./times/queue-nonsense.ts";
import "./times/timing-everywhere.ts";
import "./route/given-holds.ts";
import "./route/countries.ts";
import "./leaves/decision-only.ts";
import "./gate/gate-closed.ts";
import "./times/one-line.ts";
import "./leaves/boom-tells-nothing.ts";
import "./gate/unknown-profile.ts";
import "./gate/same-404.ts";
