import { type Notice, OtherNotice } from '../../domain/alarm/notice.ts';
import { type Clock, type DurationMs, type EpochMs, minutes } from '../../domain/clock.ts';
import { logFault, type OnFailure } from '../../domain/fault/log-fault.ts';
import type { AlarmIntake } from '../../domain/ports/alarm-inbox.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Reader } from './consume-queue.ts';
import { type Pause, pause as untilLater } from './pace.ts';
import type { QueuePlace } from './queue-place.ts';
import type { SqsQueues } from './sqs-queues.ts';

/** What watching a dead-letter queue needs. */
export interface DeadLetterWatch {
  readonly queue: QueuePlace;
  readonly sqs: Pick<SqsQueues, 'look'>;
  readonly intake: AlarmIntake;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFailure: OnFailure;
  readonly onCount: (queue: string, count: number) => void;
  readonly pause?: Pause;
  /** A minute unless told. */
  readonly every?: DurationMs;
}

/** Several bots see the same change, each within so long: they tell it once. */
const SAME_CHANGE = minutes(10);

/**
 * Looks at a dead-letter queue again and again, and tells when there is more in it, or nothing any more. SQS counts roughly:
 * a count that is lower once isn't believed yet.
 */
export function watchDeadLetters(parts: DeadLetterWatch): Reader {
  const { queue, clock, pause = untilLater, every = minutes(1) } = parts;
  const ending = new AbortController();
  let told = 0;
  let before = 0;

  const look = async (): Promise<void> => {
    const seen = await parts.sqs.look(queue);
    if (!seen.ok) return logFault(parts.log, seen.fault, {}, "a dead-letter queue couldn't be looked at");
    const { count } = seen.value;
    parts.onCount(queue.name, count);
    const settled = Math.max(count, before);
    before = count;
    if (count > told || (settled === 0 && told > 0)) {
      await parts.intake.take([changeOf(queue, count, clock.now())]);
      told = count;
    } else told = Math.min(told, settled);
  };

  const watch = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      // What couldn't be told is told the next time.
      await look().catch((error: unknown) =>
        parts.onFailure('a change of a dead-letter queue could not be told', error, { queue: queue.name }),
      );
      await pause(every, ending.signal);
    }
  };
  const watching = watch();

  return {
    async stop(drain) {
      ending.abort();
      const over = new AbortController();
      await Promise.race([watching, untilLater(drain, over.signal)]);
      over.abort();
    },
  };
}

function changeOf({ name, account, region }: QueuePlace, count: number, at: EpochMs): Notice {
  const place = `${name} (${account}, ${region})`;
  const many = count === 1 ? '1 message lies' : `${count} messages lie`;
  return {
    id: `dead-letters/${account}/${region}/${name}/${count}/${Math.floor(at / SAME_CHANGE)}`,
    via: 'sqs',
    what: OtherNotice.parse({
      kind: 'other',
      subject: count === 0 ? `Dead letters: ${name} is empty again` : `Dead letters in ${name}: ${count}`,
      text:
        count === 0
          ? `Nothing lies in the dead-letter queue ${place} any more.`
          : `${many} in the dead-letter queue ${place}: news of alarms that could not be believed or stored, however often they came. The log says why. Once that is mended, send them again (SQS: "Start DLQ redrive").`,
      at,
    }),
  };
}
