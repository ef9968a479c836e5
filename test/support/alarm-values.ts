import { ulid } from 'ulid';
import { cloudWatchFingerprint, type Fingerprint } from '../../src/domain/alarm/fingerprint.ts';
import {
  type Incident,
  type IncidentAlarm,
  IncidentId,
  IncidentNumber,
} from '../../src/domain/alarm/incident.ts';
import type { Notice } from '../../src/domain/alarm/notice.ts';
import type { AlarmReport } from '../../src/domain/alarm/report.ts';
import { CHANNEL, registry } from './values.ts';

/** When the tests' alarms ring. */
const AT = Date.UTC(2026, 10, 21, 3, 12, 0);

/** The fingerprint of an alarm of the registry's account. */
export const fingerprintOf = (name: string): Fingerprint =>
  cloudWatchFingerprint(registry.account, registry.region, name);

/** An alarm that rings because the registry works too hard. */
export function aReport(name: string, more: Partial<AlarmReport> = {}): AlarmReport {
  return {
    kind: 'alarm',
    fingerprint: fingerprintOf(name),
    type: 'metric',
    name,
    account: registry.account,
    region: registry.region,
    state: 'ALARM',
    at: AT,
    reason:
      'Threshold Crossed: 1 datapoint [92.4 (21/11/26 03:12:00)] was greater than the threshold (85.0).',
    condition: 'CPUUtilization > 85 for 10 min',
    value: '92.4',
    dimensions: { ClusterName: registry.cluster, ServiceName: registry.ecsService },
    labels: {},
    ...more,
  };
}

/** News of such an alarm, by SNS; another one each time. */
export const aNotice = (name: string, more: Partial<Notice> = {}): Notice => ({
  id: `sns/${ulid()}`,
  via: 'sns',
  what: aReport(name),
  ...more,
});

/** Such an alarm as its incident knows it. */
export function anIncidentAlarm(name: string, more: Partial<IncidentAlarm> = {}): IncidentAlarm {
  const { kind: _report, severity: _unsaid, ...report } = aReport(name);
  return { ...report, severity: 'critical', openedAt: AT, times: 1, changes: 1, ...more };
}

/** An incident of one alarm, which has just opened. */
export function anIncident(name: string, more: Partial<Incident> = {}): Incident {
  return {
    id: IncidentId.parse(ulid()),
    number: IncidentNumber.parse(17),
    key: `${CHANNEL}/${fingerprintOf(name)}`,
    channel: CHANNEL,
    state: 'open',
    openedAt: AT,
    alarms: [anIncidentAlarm(name)],
    escalated: 0,
    escalatesFrom: AT,
    mendings: [],
    version: 1,
    events: [{ kind: 'opened', at: AT, alarms: [fingerprintOf(name)] }],
    revision: 0,
    ...more,
  };
}
