import { expect, test } from "vitest";
import { providersLine } from "./providers.ts";

const line = (env: NodeJS.ProcessEnv, answers = false) =>
  providersLine({ env, engineAnswers: () => answers });

test("Without being told otherwise only servers of this machine are tried, and the line says why the others are not", () => {
  expect(line({})).toBe(
    "Services by native were tried; left out and not counted: docker (no container engine answers, and PICKING_LABS_PROVIDERS does not name it), external (PICKING_LABS_POSTGRES_URL names no server, and PICKING_LABS_PROVIDERS does not name it).",
  );
});

test("What is there and was not named is left out all the same", () => {
  expect(line({ PICKING_LABS_POSTGRES_URL: "postgres://x" }, true)).toBe(
    "Services by native were tried; left out and not counted: docker (PICKING_LABS_PROVIDERS does not name it), external (PICKING_LABS_PROVIDERS does not name it).",
  );
});

test("What is named is tried, and no engine is asked for it", () => {
  const asked = () => {
    throw new Error("asked");
  };
  const env = { PICKING_LABS_PROVIDERS: "native,docker,external" };
  expect(providersLine({ env, engineAnswers: asked })).toBe(
    "Services by native, docker, external were tried, which are all.",
  );
});
