import type { AlarmPolicy } from '../../src/domain/alarm/alarm-policy.ts';
import { cloudWatchFingerprint } from '../../src/domain/alarm/fingerprint.ts';
import { type Incident, IncidentId, IncidentNumber } from '../../src/domain/alarm/incident.ts';
import { opened } from '../../src/domain/alarm/life/hear.ts';
import type { Heard } from '../../src/domain/alarm/life/heard.ts';
import { underSilences } from '../../src/domain/alarm/life/silences-over.ts';
import type { AlarmReport } from '../../src/domain/alarm/report.ts';
import { incidentKey } from '../../src/domain/alarm/route.ts';
import type { Where } from '../../src/domain/guard/policy.ts';
import type { ResolvedService } from '../../src/domain/target/service.ts';
import { registry } from './values.ts';

/** The moment at which tests of alarms begin. */
export const NIGHT = Date.parse('2026-11-26T03:00:00Z');
/** Where alarms of production are told in tests. */
export const ALARMS_CHANNEL = 'C0ALERTS';

/** A policy that tells everything in one channel, and calls nobody. */
export const quietPolicy: AlarmPolicy = {
  topics: [],
  queues: [],
  deadLetterQueues: [],
  channel: ALARMS_CHANNEL,
  routes: [],
  critical: [],
  escalation: [],
  automatic: [],
  alertmanagers: [],
};

/** All of an environment. */
export const inEnvironment = (environment: ResolvedService['environment']): Where => ({
  kind: 'places',
  environments: [environment],
  stacks: [],
});

/** What CloudWatch says of the registry's CPU alarm, or of another of that name. */
export function reportOf(
  state: AlarmReport['state'],
  at: number,
  more: Partial<AlarmReport> = {},
): AlarmReport {
  const name = more.name ?? 'mcp-gateway-v2-registry-cpu-high';
  return {
    kind: 'alarm',
    fingerprint: cloudWatchFingerprint(registry.account, registry.region, name),
    type: 'metric',
    name,
    account: registry.account,
    region: registry.region,
    state,
    at,
    reason: 'Threshold Crossed: 2 datapoints were greater than the threshold (85.0).',
    condition: 'CPUUtilization > 85 for 10 min',
    value: '92 %',
    dimensions: { ClusterName: registry.cluster, ServiceName: registry.ecsService },
    labels: {},
    ...more,
  };
}

/** News of an alarm of the registry, as they come by SNS a second after it happened. */
export const heardOf = (report: AlarmReport, more: Partial<Heard> = {}): Heard => ({
  report,
  via: 'sns',
  at: report.at + 1_000,
  service: registry,
  stack: registry.stack,
  environment: registry.environment,
  severity: 'warning',
  channel: ALARMS_CHANNEL,
  ...more,
});

/** An open incident of one alarm that isn't silenced. */
export function incidentOf(heard: Heard = heardOf(reportOf('ALARM', NIGHT)), number = 17): Incident {
  const key = incidentKey({ stack: heard.stack, fingerprint: heard.report.fingerprint }, heard.channel);
  const id = IncidentId.parse(`01J00000000000000000000${String(number).padStart(3, '0')}`);
  return underSilences(opened(key, heard, { id, number: IncidentNumber.parse(number) }), [], heard.at);
}
