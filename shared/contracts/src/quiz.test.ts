import { expect, test } from "vitest";
import { quiz } from "./quiz.ts";

const right = { text: "Once", right: true, because: "It writes a row into a table." };
const wrong = { text: "Never", because: "It ran when the app began." };
const question = (more: object = {}) => ({
  id: "when-it-runs",
  question: "When does this line run?",
  term: "route",
  definition: "A row in a table.",
  choices: [right, wrong],
  ...more,
});
const accepts = (...questions: object[]) => quiz.safeParse({ schema: 1, questions }).success;

test("A question with one right choice is taken", () => {
  expect(accepts(question())).toBe(true);
});

test.each([
  ["without a right choice", question({ choices: [wrong, wrong] })],
  ["with two right choices", question({ choices: [right, right] })],
  ["with a single choice", question({ choices: [right] })],
  ["whose choice says no reason", question({ choices: [right, { text: "Never" }] })],
  ["with an unknown key", question({ hint: "Look" })],
  ["without a term", question({ term: "" })],
])("A question %s is refused", (_, broken) => {
  expect(accepts(broken)).toBe(false);
});

test("Two questions of one id are refused", () => {
  expect(accepts(question(), question())).toBe(false);
});
