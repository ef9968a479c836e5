import { type DurationMs, minutes, seconds } from '../../domain/clock.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import type { Receipt } from '../../domain/ports/alarm-door.ts';
import { childLog, type Log } from '../../domain/ports/log.ts';
import { backOff, type Pause, pause as untilLater } from './pace.ts';
import type { QueuePlace } from './queue-place.ts';
import { A_CALL, type QueueMessage, type SqsQueues } from './sqs-queues.ts';

/** What reading a queue needs. */
export interface QueueReading {
  readonly queue: QueuePlace;
  readonly sqs: SqsQueues;
  /** Verifies and stores one body. Never rejects. */
  readonly receive: (body: string) => Promise<Receipt>;
  /**
   * Whether something could be stored now. While it can't, nothing is received: a message that is received for nothing
   * comes nearer to the dead-letter queue. Never rejects.
   */
  readonly storeAtHand: () => Promise<boolean>;
  readonly log: Log;
  readonly pause?: Pause;
  /** 0 to 1. */
  readonly random: () => number;
  /** Calls that wait for messages at once while there are many; 4 unless told. */
  readonly most?: number;
}

/** What reads until it is stopped. */
export interface Reader {
  /** Receives nothing more, and finishes what was received if that takes no longer than `drain`; the rest comes again. */
  stop(drain: DurationMs): Promise<void>;
}

/** A message that can't be taken now is hidden longer each time, so that an hour's trouble doesn't use up its tries. */
const hiddenFor = (receives: number): DurationMs =>
  Math.min(seconds(10) * 2 ** Math.min(receives - 1, 10), minutes(15));

/**
 * Reads a queue: one long poll while it is quiet, up to `most` while every call comes back full. A message is deleted only
 * once it is stored (`taken`), so each comes at least once. What will never be believed isn't deleted either: it may be a
 * true alarm that a wrong configuration doesn't know, such as a topic that isn't listed. It comes again until the queue's
 * redrive policy (maxReceiveCount) puts it into the dead-letter queue, where people look and from where it can be sent
 * again.
 */
export function consumeQueue(parts: QueueReading): Reader {
  const { queue, sqs, random, pause = untilLater, most = 4 } = parts;
  const log = childLog(parts.log, { queue: queue.name });
  const ending = new AbortController();
  const { signal } = ending;
  const pollers = new Set<Promise<void>>();

  const handle = async (messages: readonly QueueMessage[]): Promise<'stored' | 'store-away'> => {
    const received = await Promise.all(
      messages.map(async (message) => ({ message, receipt: await parts.receive(message.body) })),
    );
    const taken = received.flatMap(({ message, receipt }) =>
      receipt.kind === 'taken' ? message.handle : [],
    );
    const later = received.filter(({ receipt }) => receipt.kind === 'refused' && receipt.until === 'now');
    await Promise.all([
      remove(taken),
      ...later.map(async ({ message }) => {
        const hidden = await sqs.hide(queue, message.handle, hiddenFor(message.receives));
        if (!hidden.ok) logFault(log, hidden.fault, {}, "a message couldn't be put off; it comes again soon");
      }),
    ]);
    const away = ({ receipt }: { receipt: Receipt }) =>
      receipt.kind === 'refused' && receipt.why === 'alarms-not-stored';
    return received.some(away) ? 'store-away' : 'stored';
  };

  const remove = async (handles: readonly string[]): Promise<void> => {
    if (handles.length === 0) return;
    const removed = await sqs.remove(queue, handles);
    const message = 'messages that are stored could not be deleted; they come again and are known';
    if (!removed.ok) logFault(log, removed.fault, { count: handles.length }, message);
    else if (removed.value.length > 0) log.warn({ count: removed.value.length }, message);
  };

  /** One turn: how it went, and how many messages came. */
  const turn = async (): Promise<{ readonly failed: boolean; readonly came: number }> => {
    if (!(await parts.storeAtHand())) return { failed: true, came: 0 };
    const got = await sqs.receive(queue, signal);
    if (!got.ok) {
      if (!signal.aborted) logFault(log, got.fault, {}, "a queue of alarms couldn't be read");
      return { failed: true, came: 0 };
    }
    const came = got.value.length;
    if (came === A_CALL) begin();
    return { failed: came > 0 && (await handle(got.value)) === 'store-away', came };
  };

  const poll = async (stays: boolean): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      const { failed, came } = await turn().catch((error: unknown) => {
        log.error({ error }, 'reading a queue of alarms broke; it goes on');
        return { failed: true, came: 0 };
      });
      if (!stays && (failed || came < A_CALL)) return;
      failures = failed ? failures + 1 : 0;
      if (failed) await pause(backOff(failures, random()), signal);
    }
  };

  const begin = (): void => {
    if (signal.aborted || pollers.size >= most) return;
    const poller = poll(pollers.size === 0);
    pollers.add(poller);
    void poller.finally(() => pollers.delete(poller));
  };

  begin();
  void sqs.look(queue).then((seen) => {
    if (seen.ok && !seen.value.redrives)
      log.warn(
        {},
        'a queue of alarms has no dead-letter queue: what is refused comes again until it is too old',
      );
  });

  return {
    async stop(drain) {
      ending.abort();
      const over = new AbortController();
      await Promise.race([Promise.all(pollers), untilLater(drain, over.signal)]);
      over.abort();
    },
  };
}
