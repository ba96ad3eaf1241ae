import "./losses/silence-is-lost.ts";
import "./losses/outage-outlived.ts";
import "./losses/given-up-in-the-end.ts";
import "./losses/thousand-wait.ts";
import "./losses/written-once.ts";
import "./losses/lost-or-refused.ts";
