import type { Fault } from '../fault/fault.ts';
import type { AlarmPlace, Alarms } from '../ports/alarms.ts';
import type { AlertStates } from '../ports/alert-states.ts';
import { ok, type Result } from '../result.ts';
import type { Catalog } from '../target/catalog.ts';
import type { StackName } from '../target/service.ts';
import { alarmPlace } from './alarm-place.ts';
import type { IncidentAlarm } from './incident.ts';
import type { AlarmState } from './report.ts';

/** Who watches an alarm, as people know it. */
export type SourceName = 'CloudWatch' | 'Alertmanager';

/** Who watches an alarm of that kind. */
export const sourceOf = ({ type }: Pick<IncidentAlarm, 'type'>): SourceName =>
  type === 'rule' ? 'Alertmanager' : 'CloudWatch';

/** Whoever watches an alarm, where it can be asked. */
export interface AlarmSource {
  readonly name: SourceName;
  /** How it says that the alarm is now. `gone`: it has none of that name; Alertmanager lists none that is over. Never throws. */
  readonly ask: () => Promise<Result<AlarmState | 'gone', Fault>>;
}

/** Who can be asked. `none`: no Alertmanager is configured. */
export interface Sources {
  readonly alarms: Pick<Alarms, 'read'>;
  readonly alerts: AlertStates | 'none';
  readonly catalog: Pick<Catalog, 'services'>;
}

/** An alarm, and the stack of its incident where it has one. */
interface Subject {
  readonly alarm: Pick<
    IncidentAlarm,
    'fingerprint' | 'type' | 'name' | 'labels' | 'account' | 'region' | 'service'
  >;
  readonly stack?: StackName | undefined;
}

/** Who can say how an alarm is now; undefined: nobody whom the configuration knows. */
export function askableSource(sources: Sources, subject: Subject): AlarmSource | undefined {
  const { alarm } = subject;
  const name = sourceOf(alarm);
  if (name === 'Alertmanager') {
    const { alerts } = sources;
    return alerts === 'none' ? undefined : { name, ask: () => askAlertmanager(alerts, alarm) };
  }
  const place = alarmPlace(sources.catalog, subject);
  return place && { name, ask: () => askCloudWatch(sources.alarms, place, alarm) };
}

async function askCloudWatch(
  alarms: Sources['alarms'],
  place: AlarmPlace,
  { name }: Subject['alarm'],
): Promise<Result<AlarmState | 'gone', Fault>> {
  const read = await alarms.read(place, [name]);
  return read.ok ? ok(read.value.get(name)?.state ?? 'gone') : read;
}

async function askAlertmanager(
  alerts: AlertStates,
  { fingerprint, labels }: Subject['alarm'],
): Promise<Result<AlarmState | 'gone', Fault>> {
  const own = fingerprint.slice(fingerprint.indexOf('/') + 1);
  const read = await alerts.read({ fingerprint: own, name: labels['alertname'] });
  if (!read.ok) return read;
  return ok(read.value === 'firing' ? 'ALARM' : 'gone');
}
