import { randomUUID } from 'node:crypto';

/** Tickets for Socket Mode connections: each is good for one connection, for a short while. */
export interface Tickets {
  issue(): string;
  /** Takes a ticket. False when it is unknown, was used before or is too old. */
  redeem(ticket: string): boolean;
}

/** No tickets yet; each lives `lifeMs` on this clock. */
export const tickets = (lifeMs: number, now: () => number): Tickets => {
  const issued = new Map<string, number>();
  return {
    issue: () => {
      const ticket = randomUUID();
      issued.set(ticket, now());
      return ticket;
    },
    redeem: (ticket) => {
      const at = issued.get(ticket);
      issued.delete(ticket);
      return at !== undefined && now() - at <= lifeMs;
    },
  };
};
