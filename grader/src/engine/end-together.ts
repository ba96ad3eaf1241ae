/** What was started side by side, ended side by side: each takes its own moment, and none waits for another's. */
export function endTogether(): AsyncDisposable & {
  use<T extends Disposable | AsyncDisposable>(thing: T): T;
} {
  const things: (Disposable | AsyncDisposable)[] = [];
  let over = false;
  return {
    use(thing) {
      if (over) throw new Error("something was started after the end of its run");
      things.push(thing);
      return thing;
    },
    async [Symbol.asyncDispose]() {
      over = true;
      const ended = await Promise.allSettled(things.map(end));
      for (const end of ended) if (end.status === "rejected") throw end.reason;
    },
  };
}

async function end(thing: Disposable | AsyncDisposable): Promise<void> {
  if (Symbol.asyncDispose in thing) await thing[Symbol.asyncDispose]();
  else thing[Symbol.dispose]();
}
