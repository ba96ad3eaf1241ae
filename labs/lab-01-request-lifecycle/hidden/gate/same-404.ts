import { type CheckContext, check, type HttpResult, type RunningApp } from "@picking-labs/test-kit";
import { told } from "../support/told.ts";

const QUERIES = [
  "/dev/slow?ms=0",
  "/dev/slow?ms=abc",
  "/dev/slow",
  "/dev/slow?ms=1&ms=2",
  "/dev/boom",
  "/dev/boom?ms=1",
];

/** Unknown, so it is testing; the four profiles are another check's matter. */
const PROFILE = "dev";

check("same-404", async (t) => {
  const app = await t.app({ env: { APP_PROFILE: PROFILE } });
  for (const method of ["GET", "DELETE"])
    for (const path of QUERIES) await comparesWithNowhere(t, app, method, path);
});

async function comparesWithNowhere(t: CheckContext, app: RunningApp, method: string, path: string) {
  const nowhere = `/never-${t.random.id()}${path.slice(path.search(/\?|$/))}`;
  const [known, unknown] = [await app.request(method, path), await app.request(method, nowhere)];
  const what = `With APP_PROFILE=${PROFILE} ${method} ${path}`;
  const other = `${method} ${nowhere.replace(/\d+/, "…")}`;
  t.verify(
    known.status === unknown.status,
    () => `${what} brought ${told(known)}, and ${other} brought ${unknown.status}.`,
  );
  t.verify(
    Object(known.json).error === Object(unknown.json).error && keys(known) === keys(unknown),
    () =>
      `${what} brought ${told(known)}. It has the keys ${keys(known)}, and the answer to ${other} has ${keys(unknown)}.`,
  );
  t.verify(headerNames(known) === headerNames(unknown), () => {
    const names = (one: HttpResult, two: HttpResult) =>
      Object.keys(one.headers).filter((name) => !(name in two.headers));
    const differing = [...names(known, unknown), ...names(unknown, known)].join(", ");
    return `${what} and ${other} are both answered 404, and only one of the two has the header ${differing}.`;
  });
}

const keys = ({ json }: HttpResult) => Object.keys(Object(json)).sort().join(", ");
const headerNames = ({ headers }: HttpResult) => Object.keys(headers).sort().join();
