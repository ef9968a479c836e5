import { type Incident, incidentName } from '../domain/alarm/incident.ts';

/** What a webhook is told of: that it rings, that somebody has taken it on, that it is over. */
export type WebhookStatus = 'ringing' | 'acknowledged' | 'over';

/** What a webhook gets: an incident as it is, version 1. Fields are added, and not taken away or renamed. */
export const webhookBody = (status: WebhookStatus, incident: Incident, key: string) => ({
  version: 1,
  status,
  key,
  incident: incidentName(incident.number),
  stack: incident.stack ?? null,
  environment: incident.environment ?? null,
  since: new Date(incident.openedAt).toISOString(),
  acknowledged: incident.acknowledged ? new Date(incident.acknowledged.at).toISOString() : null,
  alarms: incident.alarms.map((alarm) => ({
    name: alarm.name,
    state: alarm.state,
    severity: alarm.severity,
    since: new Date(alarm.at).toISOString(),
    over: alarm.overAt === undefined ? null : new Date(alarm.overAt).toISOString(),
    condition: alarm.condition ?? null,
    value: alarm.value ?? null,
    reason: alarm.reason,
  })),
});
