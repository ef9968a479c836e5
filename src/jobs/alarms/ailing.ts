import { type Clock, type DurationMs, seconds } from '../../domain/clock.ts';
import { inTime, PATIENCE } from '../../domain/in-time.ts';
import type { AlarmInbox } from '../../domain/ports/alarm-inbox.ts';

/** News that nobody works on for so long mean that no desk is at work. */
const WAITS: DurationMs = seconds(60);

const SILENT = 'the store of alarms gives no answer';

/**
 * Why alarms aren't watched as they should be: news wait that no bot has worked on for a minute, or the store gives no answer
 * in that time; a bot that has only just begun may wait for it. Undefined: they are. Never rejects.
 */
export async function ailing(
  inbox: Pick<AlarmInbox, 'backlog'>,
  { now }: Pick<Clock, 'now'>,
  patience = PATIENCE,
): Promise<string | undefined> {
  try {
    const backlog = await inTime(inbox.backlog(), patience);
    if (backlog === 'late') return SILENT;
    const { count, oldest } = backlog;
    const waits = oldest === undefined ? 0 : now() - oldest;
    return waits > WAITS
      ? `${count} news of alarms wait, the oldest for ${Math.round(waits / 1000)} s`
      : undefined;
  } catch {
    return SILENT;
  }
}
