import type { DurationMs } from '../domain/clock.ts';

/** Things that are handled together with what else comes within a moment. */
export interface Gathered<T> {
  /** Resolves or rejects with the batch that the thing went in. */
  add(thing: T): Promise<void>;
  /** Handles what is gathered now. Never rejects: `add` has told. */
  flush(): Promise<void>;
}

/** Gathers things for `moment` from the first on, then handles them in one go, in the order in which they came. */
export function gather<T>(handle: (things: readonly T[]) => Promise<void>, moment: DurationMs): Gathered<T> {
  let open: { readonly things: T[]; readonly handled: Promise<void>; readonly close: () => void } | undefined;
  const begin = () => {
    const things: T[] = [];
    let close = (): void => undefined;
    const handled = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, moment);
      close = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => {
      open = undefined;
      return handle(things);
    });
    return { things, handled, close };
  };
  return {
    add(thing) {
      open ??= begin();
      open.things.push(thing);
      return open.handled;
    },
    async flush() {
      const last = open;
      last?.close();
      await last?.handled.catch(() => undefined);
    },
  };
}
