import "./shutdown/shutdown-names.ts";
import "./outages/starts-while-away.ts";
import "./outages/decides-while-away.ts";
import "./outages/survives-ended-sessions.ts";
import "./shutdown/shutdown-writes.ts";
import "./shutdown/shutdown-finishes.ts";
