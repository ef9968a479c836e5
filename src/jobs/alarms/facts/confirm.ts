import type { IncidentAlarm } from '../../../domain/alarm/incident.ts';
import type { Fault } from '../../../domain/fault/fault.ts';
import type { AlarmPlace } from '../../../domain/ports/alarms.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { FactsParts } from './facts-parts.ts';
import type { Subject } from './subject.ts';

/**
 * Where an alarm is in AWS, with the role by which its service, or another one of its stack, account and region is read.
 * Undefined for one that isn't CloudWatch's.
 */
export function placeOf(
  catalog: FactsParts['catalog'],
  { alarm: { type, account, region, service }, stack }: Subject,
): AlarmPlace | undefined {
  if (type === 'rule' || account === undefined || region === undefined) return undefined;
  const near = catalog.services.filter((one) => one.account === account && one.region === region);
  const role = (service ?? near.find((one) => one.stack === stack) ?? near[0])?.role;
  return role === undefined ? { account, region } : { account, region, role };
}

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
