import type { AlarmPlace } from '../ports/alarms.ts';
import type { Catalog } from '../target/catalog.ts';
import type { StackName } from '../target/service.ts';
import type { IncidentAlarm } from './incident.ts';

/** An alarm, and the stack of its incident where it has one. */
interface Subject {
  readonly alarm: Pick<IncidentAlarm, 'type' | 'account' | 'region' | 'service'>;
  readonly stack?: StackName | undefined;
}

/**
 * Where an alarm is in AWS, with the role by which its service, or another one of its stack, account and region is read.
 * Undefined for one that isn't CloudWatch's.
 */
export function alarmPlace(
  catalog: Pick<Catalog, 'services'>,
  { alarm: { type, account, region, service }, stack }: Subject,
): AlarmPlace | undefined {
  if (type === 'rule' || account === undefined || region === undefined) return undefined;
  const near = catalog.services.filter((one) => one.account === account && one.region === region);
  const role = (service ?? near.find((one) => one.stack === stack) ?? near[0])?.role;
  return role === undefined ? { account, region } : { account, region, role };
}
