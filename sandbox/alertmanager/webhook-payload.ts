import { type Alert, fingerprint, type Labels } from './alert.ts';

/** Alerts that Alertmanager tells together. */
export interface AlertGroup {
  readonly receiver: string;
  /** The labels that alerts are grouped by (`group_by`). */
  readonly groupBy: readonly string[];
  /** At least one. They have the same values of those labels. */
  readonly alerts: readonly [Alert, ...Alert[]];
  /** How many alerts a payload holds at most (`max_alerts`); all of them unless told. */
  readonly maxAlerts?: number;
}

/** What Go writes for no time at all. */
const NO_TIME = '0001-01-01T00:00:00Z';

/** Those that all have, with the same value. */
function common(all: readonly [Labels, ...Labels[]]): Labels {
  const [first, ...others] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => others.every((one) => one[name] === value)),
  );
}

const statusOf = ({ endsAt }: Alert): 'firing' | 'resolved' => (endsAt === undefined ? 'firing' : 'resolved');

/**
 * What Alertmanager posts to a webhook, version 4 (Prometheus documentation, Alertmanager, "webhook_config"). A group fires
 * while one of its alerts does; those beyond `max_alerts` are counted and left out.
 */
export function webhookPayload({ receiver, groupBy, alerts, maxAlerts = 0 }: AlertGroup) {
  const [first, ...others] = alerts;
  const groupLabels = Object.fromEntries(
    groupBy.flatMap((name) => {
      const value = first.labels[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const shown = maxAlerts === 0 ? alerts : alerts.slice(0, maxAlerts);
  const named = Object.entries(groupLabels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return {
    receiver,
    status: alerts.some((alert) => statusOf(alert) === 'firing') ? 'firing' : 'resolved',
    alerts: shown.map((alert) => ({
      status: statusOf(alert),
      labels: alert.labels,
      annotations: alert.annotations,
      startsAt: new Date(alert.startsAt).toISOString(),
      endsAt: alert.endsAt === undefined ? NO_TIME : new Date(alert.endsAt).toISOString(),
      generatorURL: alert.generatorURL,
      fingerprint: fingerprint(alert.labels),
    })),
    groupLabels,
    commonLabels: common([first.labels, ...others.map(({ labels }) => labels)]),
    commonAnnotations: common([first.annotations, ...others.map(({ annotations }) => annotations)]),
    externalURL: 'https://alertmanager.mcp-ui.example.com',
    version: '4',
    groupKey: `{}:{${named.join(', ')}}`,
    truncatedAlerts: alerts.length - shown.length,
  };
}

/** The payload of a webhook. */
export type WebhookPayload = ReturnType<typeof webhookPayload>;
