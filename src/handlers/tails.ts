import type { DurationMs } from '../domain/clock.ts';

/** Leave to follow a log. */
export interface Tail {
  /** Told when the process is to end. */
  readonly closing: AbortSignal;
  /** Gives it back: what was heard has been told. */
  release(): void;
}

/** How many logs are followed at once, and for how long. */
export interface Tails {
  /** Where nothing else is said. */
  readonly usual: DurationMs;
  begin(): Tail | 'full' | 'closing';
}

/** The same for whoever ends the process. */
export interface OwnTails extends Tails {
  /** Ends all of them, and waits until each has told what it heard. */
  stop(): Promise<void>;
}

/** At most so many at once. */
export function tails({ most, usual }: { readonly most: number; readonly usual: DurationMs }): OwnTails {
  const closing = new AbortController();
  const open = new Set<Promise<void>>();
  return {
    usual,
    begin() {
      if (closing.signal.aborted) return 'closing';
      if (open.size >= most) return 'full';
      const { promise, resolve } = Promise.withResolvers<void>();
      open.add(promise);
      return {
        closing: closing.signal,
        release() {
          open.delete(promise);
          resolve();
        },
      };
    },
    async stop() {
      closing.abort();
      await Promise.all(open);
    },
  };
}
