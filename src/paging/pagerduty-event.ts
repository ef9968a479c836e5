import { type Incident, incidentName } from '../domain/alarm/incident.ts';
import { worstOf } from '../domain/alarm/life/worst.ts';

/** PagerDuty: Events API v2, "Send an alert event": a summary holds 1,024 characters. */
const SUMMARY = 1024;

/** An alert for PagerDuty (Events API v2). The same key is the same alert, however often it is sent. */
export function pagerDutyAlert(routingKey: string, incident: Incident, key: string) {
  const worst = worstOf(incident);
  const ringing = incident.alarms.filter(({ overAt }) => overAt === undefined);
  const more = ringing.length > 1 ? ` and ${ringing.length - 1} more` : '';
  const where = incident.stack === undefined ? '' : ` in ${incident.stack}`;
  return {
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: key,
    client: 'Wheelhouse',
    payload: {
      summary: `${incidentName(incident.number)} ${worst.name}${more}${where}`.slice(0, SUMMARY),
      source: worst.service?.ecsService ?? incident.stack ?? worst.name,
      severity: worst.severity,
      timestamp: new Date(worst.at).toISOString(),
      custom_details: {
        incident: incidentName(incident.number),
        alarms: ringing.map(({ name, condition, value, reason }) => ({ name, condition, value, reason })),
      },
    },
  };
}

/** How an alert goes on: somebody has it, or it is over (Events API v2, "Acknowledge" and "Resolve"). */
export const pagerDutyChange = (routingKey: string, action: 'acknowledge' | 'resolve', key: string) => ({
  routing_key: routingKey,
  event_action: action,
  dedup_key: key,
});
