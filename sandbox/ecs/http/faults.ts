/** Whether a fault strikes before the call had its effect, or after it. */
export type When = 'before' | 'after';

/**
 * What goes wrong with a call. `status`: this HTTP status and error code; with `after` the call was done all the
 * same. `reset`: the connection is cut. `throttle`: ThrottlingException, never done. `deny`: AccessDeniedException,
 * never done. `garbage`: done, and answered 200 with a body that isn't JSON.
 */
export type Fault =
  | { kind: 'status'; status: number; code?: string; when: When }
  | { kind: 'reset'; when: When }
  | { kind: 'throttle' }
  | { kind: 'deny' }
  | { kind: 'garbage' };

/** A fault, or a call that is held back. */
export type Trouble = Fault | { kind: 'hold'; when: When; released: Promise<void>; reached: () => void };

/** A call that is held back. */
export interface Held {
  /** Resolves when a call has arrived and is being held: with `after`, its effect has happened by then. */
  readonly held: Promise<void>;
  /** Lets it go on. What was held `before` is done now, even when the caller is gone: the request had arrived. */
  release(): void;
}

/** What goes wrong with the calls to come. */
export interface Faults {
  /**
   * The next `times` (1; Infinity for all) calls of this name go wrong so; `*` is any call. Answers how to take it
   * back. A fault for a name strikes before one for `*`; earlier ones strike first.
   */
  next(call: string, fault: Fault, times?: number): () => void;
  /** Holds the next call of this name back until released. */
  hold(call: string, when: When): Held;
  /** Forgets every fault that hasn't struck. What is held stays held. */
  clear(): void;
  /** The trouble for a call of this name, used up by asking. */
  take(call: string): Trouble | undefined;
}

/** No faults yet. */
export const faults = (): Faults => {
  interface Waiting {
    call: string;
    trouble: Trouble;
    left: number;
  }
  let waiting: Waiting[] = [];
  const add = (call: string, trouble: Trouble, left: number) => {
    const one: Waiting = { call, trouble, left };
    waiting.push(one);
    return () => {
      waiting = waiting.filter((other) => other !== one);
    };
  };
  return {
    next: (call, fault, times = 1) => add(call, fault, times),
    hold: (call, when) => {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      add(call, { kind: 'hold', when, released: released.promise, reached: reached.resolve }, 1);
      return { held: reached.promise, release: released.resolve };
    },
    clear: () => {
      waiting = [];
    },
    take: (call) => {
      const one = waiting.find((other) => other.call === call) ?? waiting.find((other) => other.call === '*');
      if (one === undefined) return undefined;
      one.left -= 1;
      waiting = waiting.filter((other) => other.left > 0);
      return one.trouble;
    },
  };
};
