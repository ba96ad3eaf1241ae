import type { Country } from "@picking-labs/domain";
import type { JudgeBroker } from "@picking-labs/test-kit";

/** The virtual hosts of the tenants. */
export type Brokers = Record<Country, JudgeBroker>;
