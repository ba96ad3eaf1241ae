import { test as base, expect, vi } from "vitest";
import { leftovers } from "./leftovers.ts";
import { TestPlace } from "./test-place.ts";

// A command takes a second or two; with both cores of a small machine busy for others, twenty times that.
vi.setConfig({ testTimeout: 90_000, maxConcurrency: 3 });

/** A test with a place of its own. When it ends, nothing may be left of the runs that it began. */
export const test = base.extend<{ place: TestPlace }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from this pattern which fixtures are needed.
  place: async ({}, use) => {
    await using place = await TestPlace.create();
    await use(place);
    // As one text: of a list a report says little more than that it was not empty.
    const left = async () => (await leftovers(place, place.started)).join("\n");
    await vi.waitFor(async () => expect(await left()).toBe(""), { timeout: 2000 });
  },
});
