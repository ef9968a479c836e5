import { alarmPlace } from '../../domain/alarm/alarm-place.ts';
import type { Incident, IncidentAlarm } from '../../domain/alarm/incident.ts';
import { type DurationMs, seconds } from '../../domain/clock.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import { inTime } from '../../domain/in-time.ts';
import type { HandlerParts } from '../parts.ts';

/** Slack wants an answer within 3 s, and what is begun afterwards takes its time, too. */
const PATIENCE: DurationMs = seconds(1);

/** How CloudWatch itself says that an alarm is now. `unsaid`: it has no data, or no such alarm. Never throws. */
export async function ringsNow(
  { catalog, reads, log }: Pick<HandlerParts, 'catalog' | 'reads' | 'log'>,
  { stack }: Pick<Incident, 'stack'>,
  alarm: IncidentAlarm,
): Promise<'rings' | 'over' | 'unsaid' | 'unread'> {
  const place = alarmPlace(catalog, { alarm, stack });
  if (!place) return 'unsaid';
  const fields = { alarm: alarm.fingerprint };
  const read = await inTime(reads.alarms.read(place, [alarm.name]), PATIENCE);
  if (read === 'late') {
    log.warn({ ...fields, patience: PATIENCE }, 'CloudWatch did not say in time whether an alarm rings');
    return 'unread';
  }
  if (!read.ok) {
    logFault(log, read.fault, fields, 'whether an alarm rings could not be read');
    return 'unread';
  }
  switch (read.value.get(alarm.name)?.state) {
    case 'ALARM':
      return 'rings';
    case 'OK':
      return 'over';
    case 'INSUFFICIENT_DATA':
    case undefined:
      return 'unsaid';
  }
}
