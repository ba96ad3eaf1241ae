/** Resolves or rejects as `work` does, or rejects with `onLimit()` after `ms` milliseconds. What `work` does later is ignored. */
export async function withLimit<T>(work: Promise<T>, ms: number, onLimit: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(onLimit()), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
