import { ulid } from 'ulid';
import { cloudWatchFingerprint } from '../../src/domain/alarm/fingerprint.ts';
import {
  type Incident,
  type IncidentAlarm,
  IncidentId,
  IncidentNumber,
} from '../../src/domain/alarm/incident.ts';
import type { EpochMs } from '../../src/domain/clock.ts';
import { CHANNEL, registry } from './values.ts';

/** An alarm of the registry that has just begun to ring. */
export const anAlarm = (at: EpochMs, more: Partial<IncidentAlarm> = {}): IncidentAlarm => ({
  fingerprint: cloudWatchFingerprint('111122223333', 'us-east-1', 'mcp-gateway-v2-registry-cpu-high'),
  type: 'metric',
  name: 'mcp-gateway-v2-registry-cpu-high',
  service: registry,
  severity: 'critical',
  state: 'ALARM',
  at,
  openedAt: at,
  times: 1,
  changes: 1,
  reason: 'Threshold Crossed',
  condition: 'CPUUtilization > 85 for 10 min',
  value: '92.4',
  dimensions: {},
  labels: {},
  ...more,
});

/** An incident of one alarm that has just begun to ring. */
export const anIncident = (at: EpochMs, more: Partial<Incident> = {}): Incident => ({
  id: IncidentId.parse(ulid()),
  number: IncidentNumber.parse(17),
  key: registry.stack,
  channel: CHANNEL,
  stack: registry.stack,
  environment: 'production',
  state: 'open',
  openedAt: at,
  alarms: [anAlarm(at)],
  escalated: 0,
  escalatesFrom: at,
  mendings: [],
  joined: [],
  calling: [],
  called: [],
  version: 1,
  events: [],
  revision: 1,
  ...more,
});

/** The same after a change, as the desk would write it. */
export const changed = (incident: Incident, more: Partial<Incident>): Incident => ({
  ...incident,
  ...more,
  revision: incident.revision + 1,
});

/** The same when it is over. */
export const overAt = (incident: Incident, at: EpochMs): Incident =>
  changed(incident, {
    state: 'closed',
    closedAt: at,
    alarms: incident.alarms.map((alarm) => ({ ...alarm, state: 'OK', at, overAt: at })),
    events: [...incident.events, { kind: 'closed', at, lasted: at - incident.openedAt }],
  });
