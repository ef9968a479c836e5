/** Something happened; who listens looks for themselves what. */
export interface Changes {
  notify(): void;
  /** Calls the listener after each change until the returned function is called. */
  onChange(listener: () => void): () => void;
  /**
   * Resolves with the first value of `look` that is not false, null or undefined: looked for now and after
   * each change. Rejects after `timeoutMs` with an error that carries `describe()`.
   */
  waitFor<T>(look: () => T | false | null | undefined, timeoutMs: number, describe: () => string): Promise<T>;
}

/** A source of changes without listeners. */
export const changes = (): Changes => {
  const listeners = new Set<() => void>();
  const onChange = (listener: () => void): (() => void) => {
    const own = () => listener();
    listeners.add(own);
    return () => listeners.delete(own);
  };
  return {
    notify: () => {
      for (const listener of [...listeners]) listener();
    },
    onChange,
    waitFor: (look, timeoutMs, describe) =>
      new Promise((resolve, reject) => {
        const settle = (end: () => void) => {
          stop();
          clearTimeout(timer);
          end();
        };
        const tryNow = () => {
          try {
            const found = look();
            if (found !== false && found !== null && found !== undefined) settle(() => resolve(found));
          } catch (error) {
            settle(() => reject(error));
          }
        };
        const stop = onChange(tryNow);
        const timer = setTimeout(
          () => settle(() => reject(new Error(`Not seen within ${timeoutMs} ms. ${describe()}`))),
          timeoutMs,
        );
        tryNow();
      }),
  };
};
