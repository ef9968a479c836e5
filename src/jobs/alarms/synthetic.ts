import type { AlarmPolicy } from '../../domain/alarm/alarm-policy.ts';
import { AnnouncementId } from '../../domain/announcement/announcement.ts';
import type { Clock, DurationMs } from '../../domain/clock.ts';
import { logFault, type OnFailure } from '../../domain/fault/log-fault.ts';
import type { AlarmSetter } from '../../domain/ports/alarm-setter.ts';
import type { Announcer } from '../../domain/ports/announcements.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Lease } from '../../domain/ports/notices.ts';
import type { SyntheticLog } from '../../domain/ports/synthetic-log.ts';

/** What setting off the synthetic alarm needs. */
export interface SyntheticParts {
  readonly rules: NonNullable<AlarmPolicy['synthetic']>;
  /** Where it is told that its news didn't come. */
  readonly channel: string;
  readonly setter: AlarmSetter;
  readonly times: SyntheticLog;
  readonly announcer: Announcer;
  /** Whoever holds it sets it off. */
  readonly lease: Lease;
  /** Hears how long the news took. */
  readonly onWay: (took: DurationMs) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFailure: OnFailure;
}

/** So many looks in the time that the way may take. */
const LOOKS = 6;

/**
 * Sets an alarm off that is there for this alone, as often as told, and says so where its news doesn't come in time, once for
 * each time; until it is stopped. The alarm goes back to what its metric says by itself.
 */
export function startSynthetic(parts: SyntheticParts): { stop(): Promise<void> } {
  let current: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(
    () => {
      if (isBusy) return;
      isBusy = true;
      current = look(parts)
        .catch((error: unknown) => parts.onFailure('whether alarms arrive could not be looked at', error))
        .finally(() => {
          isBusy = false;
        });
    },
    Math.max(20, parts.rules.within / LOOKS),
  );
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}

async function look(parts: SyntheticParts): Promise<void> {
  const { rules, times, clock, lease, setter } = parts;
  if (!(await lease.hold())) return;
  const { sentAt, heardAt } = await times.times();
  const now = clock.now();
  if (sentAt !== undefined) {
    const came = heardAt !== undefined && heardAt >= sentAt;
    if (came) parts.onWay(heardAt - sentAt);
    else if (now - sentAt > rules.within) await tellLate(parts, sentAt);
  }
  if (sentAt !== undefined && now - sentAt < rules.every) return;
  // An alarm that rings already tells nobody anything: it is put back first.
  const reset = await setter.set(rules, rules.alarm, 'OK', 'Wheelhouse puts it back.');
  // Before it is set off: its news may be quicker than the answer.
  await times.sent(now);
  const set = reset.ok
    ? await setter.set(rules, rules.alarm, 'ALARM', 'Wheelhouse sees whether alarms arrive.')
    : reset;
  if (!set.ok)
    logFault(parts.log, set.fault, { alarm: rules.alarm }, 'the synthetic alarm could not be set off');
}

const tellLate = ({ rules, channel, announcer }: SyntheticParts, sentAt: number): Promise<void> =>
  announcer.announce({
    id: AnnouncementId.parse(`alarms-late/synthetic/${sentAt}`),
    to: [{ kind: 'channel', channel }],
    what: {
      kind: 'alarms-late',
      what: { kind: 'synthetic', alarm: rules.alarm, sentAt, within: rules.within },
    },
  });
