import { z } from "zod";
import { CAPABILITIES, type Capability } from "./capability-names.ts";

export const capability = z.enum(Object.keys(CAPABILITIES) as [Capability, ...Capability[]]);
