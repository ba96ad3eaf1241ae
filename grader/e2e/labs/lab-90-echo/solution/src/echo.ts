/** Answers texts and counts them. */
export function createEcho() {
  let count = 0;
  return {
    count: () => count,
    /** The text of a JSON body; undefined when it has none. */
    say(body: string): string | undefined {
      const { text } = JSON.parse(body) as { text?: unknown };
      if (typeof text !== "string") return undefined;
      count++;
      return text;
    },
  };
}
