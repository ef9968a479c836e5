import { askableSource } from '../../domain/alarm/ask-source.ts';
import type { Incident, IncidentAlarm } from '../../domain/alarm/incident.ts';
import { type DurationMs, seconds } from '../../domain/clock.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import { inTime } from '../../domain/in-time.ts';
import type { HandlerParts } from '../parts.ts';

/** Slack wants an answer within 3 s, and what is begun afterwards takes its time, too. */
const PATIENCE: DurationMs = seconds(1);

/** How whoever watches an alarm says that it is now. `unsaid`: it says nothing of it, or nobody can be asked. Never throws. */
export async function ringsNow(
  { catalog, reads, log }: Pick<HandlerParts, 'catalog' | 'reads' | 'log'>,
  { stack }: Pick<Incident, 'stack'>,
  alarm: IncidentAlarm,
): Promise<'rings' | 'over' | 'unsaid' | 'unread'> {
  const { alarms, alerts } = reads;
  const source = askableSource({ alarms, alerts, catalog }, { alarm, stack });
  if (!source) return 'unsaid';
  const fields = { alarm: alarm.fingerprint, source: source.name };
  const said = await inTime(source.ask(), PATIENCE);
  if (said === 'late') {
    log.warn({ ...fields, patience: PATIENCE }, 'it was not said in time whether an alarm rings');
    return 'unread';
  }
  if (!said.ok) {
    logFault(log, said.fault, fields, 'whether an alarm rings could not be read');
    return 'unread';
  }
  switch (said.value) {
    case 'ALARM':
      return 'rings';
    case 'OK':
      return 'over';
    case 'INSUFFICIENT_DATA':
    case 'gone':
      return 'unsaid';
  }
}
