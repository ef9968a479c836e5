/** Whether the fault strikes before the call had its effect, or after it. */
export type When = 'before' | 'after';

/**
 * What goes wrong with a call. `status`: this HTTP status without a usable body. `rate-limited`: 429 with
 * Retry-After, never done. `refused`: answered with this error, never done. `reset`: the connection is cut. `hold`: the call, or its answer, waits for
 * `release`. Where `when` may be left out it is `before`.
 */
export type Fault =
  | { kind: 'status'; status: number; when?: When }
  | { kind: 'rate-limited'; retryAfterS: number }
  | { kind: 'refused'; error: string }
  | { kind: 'reset'; when: When }
  | { kind: 'hold'; when?: When; release: PromiseLike<unknown>; reached?: () => void };

/** Calls held back until `release()`; `reached` resolves when the first is being held. */
export interface Held {
  reached: Promise<void>;
  release(): void;
}

/** Faults waiting for their call. */
export interface Faults {
  /** The next `times` (1) calls of this method go wrong so. `*` is any method, `response_url` the response URLs. */
  next(method: string, fault: Fault, times?: number): void;
  /** Holds the next `times` (1) calls of this method until released. */
  hold(method: string, when: When, times?: number): Held;
  /** Forgets every fault that hasn't struck. */
  clear(): void;
  /** The fault for a call of this method, now used up: its own first, then one for any method. */
  take(method: string): Fault | undefined;
}

/** No faults yet. */
export const faults = (): Faults => {
  let waiting: { method: string; fault: Fault; left: number }[] = [];
  const next: Faults['next'] = (method, fault, times = 1) => {
    waiting.push({ method, fault, left: times });
  };
  return {
    next,
    hold: (method, when, times = 1) => {
      const released = Promise.withResolvers<void>();
      const reached = Promise.withResolvers<void>();
      next(method, { kind: 'hold', when, release: released.promise, reached: reached.resolve }, times);
      return { reached: reached.promise, release: released.resolve };
    },
    clear: () => {
      waiting = [];
    },
    take: (method) => {
      const chosen =
        waiting.find((one) => one.method === method) ?? waiting.find((one) => one.method === '*');
      if (chosen === undefined) return undefined;
      chosen.left -= 1;
      waiting = waiting.filter((one) => one.left > 0);
      return chosen.fault;
    },
  };
};
