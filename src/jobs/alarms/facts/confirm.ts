import type { IncidentAlarm } from '../../../domain/alarm/incident.ts';
import type { Fault } from '../../../domain/fault/fault.ts';
import type { AlarmPlace } from '../../../domain/ports/alarms.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { FactsParts } from './facts-parts.ts';

/** How CloudWatch itself says that an alarm is now. One that isn't there any more is a fault. */
export async function confirm(
  { alarms, clock }: Pick<FactsParts, 'alarms' | 'clock'>,
  place: AlarmPlace,
  { name }: Pick<IncidentAlarm, 'name'>,
): Promise<Result<NonNullable<IncidentAlarm['confirmed']>, Fault>> {
  const read = await alarms.read(place, [name]);
  if (!read.ok) return read;
  const found = read.value.get(name);
  const what = `the alarm ${name}`;
  if (!found)
    return err({ kind: 'missing', call: 'cloudwatch:DescribeAlarms', what, detail: `${what} isn't there` });
  return ok({ state: found.state, at: clock.now() });
}
