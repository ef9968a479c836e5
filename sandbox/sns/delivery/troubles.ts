/** What may happen to messages on their way: SNS delivers at least once, in no order. */
export interface DeliveryTroubles {
  /** From now on every message goes to each subscription twice, one after the other. Answers how to end it. */
  twice(): () => void;
  /** Keeps messages back until it is told to let go: then they go out, the newest first. */
  hold(): () => void;
}

/** The troubles, and what they ask of who sends. */
export interface Troubled extends DeliveryTroubles {
  /** How often a message is to be sent. */
  times(): 1 | 2;
  /** Sends now, or later. */
  send(go: () => void): void;
}

/** No troubles yet. */
export function troubles(): Troubled {
  const doubling = new Set<symbol>();
  let held: { readonly waiting: (() => void)[] } | undefined;
  return {
    times: () => (doubling.size > 0 ? 2 : 1),
    send: (go) => {
      if (held) held.waiting.push(go);
      else go();
    },
    twice() {
      const mine = Symbol('twice');
      doubling.add(mine);
      return () => doubling.delete(mine);
    },
    hold() {
      const mine = held ?? { waiting: [] };
      held = mine;
      return () => {
        if (held === mine) held = undefined;
        for (const go of mine.waiting.splice(0).reverse()) go();
      };
    },
  };
}
