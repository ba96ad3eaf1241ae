import { replaySuite } from "../src/replay.ts";

replaySuite();
