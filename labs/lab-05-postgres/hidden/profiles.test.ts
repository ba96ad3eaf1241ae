import "./profiles/writing-profiles.ts";
import "./profiles/development-writes-nothing.ts";
import "./profiles/testing-writes-nothing.ts";
import "./profiles/starts-without-postgres.ts";
import "./profiles/unknown-profile.ts";
import "./refusals/refused-insert.ts";
import "./refusals/refused-commit.ts";
import "./refusals/clients-come-back.ts";
