import { ulid } from 'ulid';
import { cloudWatchFingerprint, type Fingerprint } from '../../src/domain/alarm/fingerprint.ts';
import { type Incident, IncidentId } from '../../src/domain/alarm/incident.ts';
import type { Notice } from '../../src/domain/alarm/notice.ts';
import type { AlarmReport } from '../../src/domain/alarm/report.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from './alarms.ts';
import { registry } from './values.ts';

/** The fingerprint of an alarm of the registry's account. */
export const fingerprintOf = (name: string): Fingerprint =>
  cloudWatchFingerprint(registry.account, registry.region, name);

/** What CloudWatch says of an alarm of that name, which rings. */
export const aReport = (name: string, more: Partial<AlarmReport> = {}): AlarmReport =>
  reportOf('ALARM', NIGHT, { name, ...more });

/** News of such an alarm, by SNS; another one each time. */
export const aNotice = (name: string, more: Partial<Notice> = {}): Notice => ({
  id: `sns/${ulid()}`,
  via: 'sns',
  what: aReport(name),
  ...more,
});

/** An incident of one alarm without a stack, which has just opened; another one each time. Its alarm rings since `at`. */
export function anIncident(name: string, more: Partial<Incident> = {}, at = NIGHT): Incident {
  return {
    ...incidentOf(heardOf(aReport(name, { at }), { stack: undefined })),
    id: IncidentId.parse(ulid()),
    events: [{ kind: 'opened', at, alarms: [fingerprintOf(name)] }],
    revision: 0,
    ...more,
  };
}
