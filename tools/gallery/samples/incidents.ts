import type { Facts } from '../../../src/domain/alarm/facts.ts';
import { cloudWatchFingerprint } from '../../../src/domain/alarm/fingerprint.ts';
import {
  type Incident,
  type IncidentAlarm,
  IncidentId,
  IncidentNumber,
  type Mending,
} from '../../../src/domain/alarm/incident.ts';
import { minutes } from '../../../src/domain/clock.ts';
import { RunId, RunNumber } from '../../../src/domain/ids.ts';
import type { Outside } from '../entry.ts';
import { ACCEPTED, NUMBER, OPS, registry } from './values.ts';

/** Who acts on alarms in the gallery. */
export const by = { kind: 'slack', team: 'T0WHEEL01', user: 'U0OPERATOR' } as const;
const RANG = ACCEPTED + minutes(12);

const fingerprintOf = (name: string) => cloudWatchFingerprint('111122223333', 'us-east-1', name);
/** What the alarm of the samples is known by. */
export const CPU = fingerprintOf('mcp-gateway-v2-registry-cpu-high');

/** The alarm of the registry's CPU: it rings, and CloudWatch says so. */
export const cpuHigh = (o: Outside, more: Partial<IncidentAlarm> = {}): IncidentAlarm => ({
  fingerprint: CPU,
  type: 'metric',
  name: `mcp-gateway-v2-registry-${o('cpu-high')}`,
  account: '111122223333',
  region: 'us-east-1',
  service: registry,
  severity: 'critical',
  state: 'ALARM',
  at: RANG,
  openedAt: RANG,
  times: 1,
  changes: 1,
  reason: o('Threshold Crossed: 2 out of the last 2 datapoints were greater than the threshold (85.0).'),
  condition: `${o('CPUUtilization')} > 85 for 10 min`,
  value: o('92.4'),
  dimensions: {},
  labels: {},
  confirmed: { state: 'ALARM', at: RANG + minutes(1) },
  ...more,
});

/** Another alarm, of no service. */
export const other = (o: Outside, name: string, more: Partial<IncidentAlarm> = {}): IncidentAlarm => {
  const { service: _service, ...rest } = cpuHigh(o);
  return {
    ...rest,
    fingerprint: fingerprintOf(name),
    name: o(name),
    severity: 'warning',
    condition: `${o('HTTPCode_ELB_5XX_Count')} > 10 for 5 min`,
    value: '41',
    ...more,
  };
};

/** An incident of one alarm. */
export const incident = (o: Outside, more: Partial<Incident> = {}): Incident => ({
  id: IncidentId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
  number: IncidentNumber.parse(17),
  key: 'prod-us-east-1',
  channel: OPS,
  stack: registry.stack,
  environment: 'production',
  state: 'open',
  openedAt: RANG,
  alarms: [cpuHigh(o)],
  escalated: 0,
  escalatesFrom: RANG,
  mendings: [],
  joined: [],
  calling: [],
  called: [],
  version: 3,
  events: [],
  revision: 1,
  ...more,
});

/** What was found out about the alarm. */
export const facts = (o: Outside, more: Partial<Facts> = {}): Facts => ({
  running: 1,
  desired: 2,
  explained: o('registry runs out of memory: 2 tasks were killed (OutOfMemoryError).'),
  lines: [o('ERROR cache is full: 1,048,576 entries'), o('ERROR <html> 503 from *upstream*')],
  deployed: [
    { at: ACCEPTED, image: o('v2'), end: o('succeeded'), run: NUMBER, by: 'U0OPERATOR' },
    { at: ACCEPTED - minutes(200), image: o('v1') },
  ],
  proposals: [
    { remedy: 'rollback', label: 'Roll back registry', because: o('deployed 12 min before') },
    {
      remedy: 'restart',
      label: 'Restart registry',
      record: { tried: 4, helped: 3, took: minutes(2) },
    },
    { remedy: 'logs', label: 'Show its log' },
  ],
  unknown: [],
  ...more,
});

/** The same with all that is known of it, and the picture of its metric. */
export const enriched = (o: Outside, more: Partial<Incident> = {}): Incident =>
  incident(o, {
    facts: { of: CPU, at: RANG + minutes(1), facts: facts(o) },
    picture: { of: CPU, file: 'F0PICTURE', at: RANG + minutes(1) },
    ...more,
  });

/** Alarms of one stack that ring together. */
export const group = (o: Outside, more: Partial<Incident> = {}): Incident =>
  enriched(o, {
    alarms: [
      other(o, 'mcp-gateway-v2-alb-5xx', { at: RANG - minutes(3) }),
      cpuHigh(o),
      other(o, 'mcp-gateway-v2-all', { state: 'OK', overAt: RANG }),
      other(o, 'mcp-gateway-v2-db-connections', { state: 'INSUFFICIENT_DATA' }),
    ],
    ...more,
  });

/** A remedy that was begun. */
export const mending = (more: Partial<Mending> = {}): Mending => ({
  remedy: 'restart',
  fingerprint: CPU,
  run: RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAW'),
  number: RunNumber.parse(1043),
  by,
  at: RANG + minutes(4),
  version: 3,
  ...more,
});

/** When something is done about it. */
export const later = (n: number): number => RANG + minutes(n);

/** It is over. */
export const over = (o: Outside, more: Partial<Incident> = {}): Incident =>
  enriched(o, {
    state: 'closed',
    closedAt: later(12),
    alarms: [cpuHigh(o, { state: 'OK', at: later(12), overAt: later(12) })],
    events: [{ kind: 'closed', at: later(12), lasted: minutes(12) }],
    ...more,
  });
