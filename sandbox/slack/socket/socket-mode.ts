import { randomUUID } from 'node:crypto';
import type { Delivery, Outcome, OutgoingRequest } from '../delivery/deliver.ts';
import type { SocketOptions } from '../options.ts';
import type { Faults, Held } from '../web-api/faults.ts';
import { faults } from '../web-api/faults.ts';
import { envelopeOf, readAcknowledgement } from './envelope.ts';
import type { Links } from './links.ts';
import { links } from './links.ts';
import type { Tickets } from './tickets.ts';

/** What goes wrong with Socket Mode, at a test's wish. */
export interface SocketControl {
  /** How many connections take envelopes now. */
  readonly connections: number;
  /** Destroys the TCP connection of all (the default) or of the oldest; returns of how many. */
  cut(which?: 'all' | 'oldest'): number;
  /** Says "warning" to every connection, as Slack does about 10 s before it closes one, and closes none. */
  warn(): void;
  /** Says "refresh_requested" to every connection, gives it no more envelopes, and closes it after `graceMs` (1000). */
  refresh(graceMs?: number): void;
  /** The next `times` (1) calls of apps.connections.open are refused with `error` (internal_error). */
  refuseOpen(times?: number, error?: string): void;
  /** Holds the next `times` (1) acknowledgements back, as if they were still on their way. */
  holdAcks(times?: number): Held;
}

/** Socket Mode: how requests reach the bot without its listening anywhere. */
export interface SocketMode {
  readonly control: SocketControl;
  upgrade: Links['upgrade'];
  /**
   * Sends the request as an envelope and waits at most the limit for its acknowledgement, which any connection of
   * the app may carry. Without a connection it is `unreachable` at once.
   */
  deliver(request: OutgoingRequest): Promise<Delivery>;
  /** Cuts all connections and gives up what is under way. */
  stop(): void;
}

/** Slack's default behaviour; the times between pings and of tickets are of its order, not published. */
export const SOCKET_DEFAULTS: SocketOptions = { pingMs: 10_000, ticketLifeMs: 30_000, lingerMs: 30_000 };

/** Socket Mode without connections yet. */
export const socketMode = (
  given: { tickets: Tickets; options: SocketOptions; limitMs: number; changed: () => void },
  apiFaults: Faults,
): SocketMode => {
  const waiting = new Map<string, (outcome: Outcome, answer: string) => void>();
  const ackFaults = faults();

  const acknowledged = async (frame: string): Promise<void> => {
    const ack = readAcknowledgement(frame);
    if (ack === undefined) return;
    const fault = ackFaults.take('ack');
    if (fault?.kind === 'hold') {
      fault.reached?.();
      await fault.release;
    }
    waiting.get(ack.envelopeId)?.('acked', ack.answer);
  };

  const all = links(given.tickets, given.options, {
    frame: (text) => void acknowledged(text),
    changed: given.changed,
  });

  return {
    upgrade: all.upgrade,
    control: {
      get connections() {
        return all.open();
      },
      cut: (which = 'all') => all.cut(which),
      warn: () => all.warn(),
      refresh: (graceMs = 1000) => all.retire('refresh_requested', graceMs),
      refuseOpen: (times = 1, error = 'internal_error') =>
        apiFaults.next('apps.connections.open', { kind: 'refused', error }, times),
      holdAcks: (times = 1) => ackFaults.hold('ack', 'before', times),
    },
    deliver: (request) =>
      new Promise((resolve) => {
        const started = performance.now();
        const id = randomUUID();
        const end = (outcome: Outcome, body: string) => {
          clearTimeout(limit);
          waiting.delete(id);
          const ms = Math.round(performance.now() - started);
          const contentType = body === '' ? undefined : 'application/json';
          resolve({ outcome, transport: 'socket', status: null, ms, body, contentType, request });
        };
        const limit = setTimeout(() => end('timeout', ''), given.limitMs);
        waiting.set(id, end);
        if (!all.send(JSON.stringify(envelopeOf(id, request)))) end('unreachable', '');
      }),
    stop: () => {
      all.cut('all');
      for (const end of [...waiting.values()]) end('unreachable', '');
    },
  };
};
