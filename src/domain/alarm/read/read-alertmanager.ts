import { z } from 'zod';
import { Fingerprint } from '../fingerprint.ts';
import type { Notice } from '../notice.ts';
import type { AlarmReport, Severity } from '../report.ts';
import { instantOf } from './instant.ts';
import { boundedPairs } from './pairs.ts';
import { plainShort, plainText } from './plain.ts';

/** Whom notices name as their sender that Alertmanager's webhook made. */
export const ALERTMANAGER = 'alertmanager';

/** A body with more alerts is read up to here, those that ring first; that some were left out is said. */
const MOST_ALERTS = 500;

const texts = z.record(z.string(), z.string());

/** An alert (Prometheus documentation, Alertmanager configuration, `webhook_config`). */
const Alert = z.object({
  status: z.enum(['firing', 'resolved']),
  fingerprint: z.string().regex(/^[\w-]{1,128}$/),
  labels: texts,
  annotations: texts.catch({}),
  startsAt: z.string(),
  endsAt: z.string().optional(),
});
type Alert = z.infer<typeof Alert>;

const Webhook = z.object({
  version: z.literal('4'),
  groupKey: z.string().catch(''),
  truncatedAlerts: z.number().int().nonnegative().catch(0),
  alerts: z.array(z.unknown()),
});

/** What a body from Alertmanager tells, or why it tells nothing. */
export type AlertmanagerReading =
  | { readonly kind: 'notices'; readonly notices: readonly Notice[] }
  | { readonly kind: 'wrong'; readonly problem: string };

/**
 * What a webhook of Alertmanager (version 4) tells: one notice an alert, with the same id however often it is sent again.
 * An alert that can't be read is left out, and so is what is more than 500; both are said in a notice of their own, as is
 * what Alertmanager itself left out. `wrong` where none can be read. Never throws.
 */
export function readAlertmanager(body: unknown): AlertmanagerReading {
  const webhook = Webhook.safeParse(body);
  if (!webhook.success) {
    const where = webhook.error.issues[0]?.path[0] ?? 'body';
    return {
      kind: 'wrong',
      problem: `not what Alertmanager's webhook sends (version 4): wrong ${String(where)}`,
    };
  }
  const { alerts, truncatedAlerts, groupKey } = webhook.data;
  const read = alerts.map(alertNotice);
  const found = read.flatMap((notice) => notice ?? []);
  if (found.length === 0 && alerts.length > 0) {
    return { kind: 'wrong', problem: 'none of the alerts has a fingerprint, a status, labels and times' };
  }
  const rings = ({ state }: AlarmReport) => state === 'ALARM';
  const ordered = [...found.filter(({ what }) => rings(what)), ...found.filter(({ what }) => !rings(what))];
  const kept = ordered.slice(0, MOST_ALERTS);
  const left = {
    unread: read.length - found.length,
    over: found.length - kept.length,
    truncated: truncatedAlerts,
  };
  return { kind: 'notices', notices: [...kept, ...leftOut(groupKey, left, kept)] };
}

type AlertNotice = Notice & { readonly what: AlarmReport };

function alertNotice(raw: unknown): AlertNotice | undefined {
  const alert = Alert.safeParse(raw);
  if (!alert.success) return undefined;
  const { fingerprint, status } = alert.data;
  const at = instantOf(status === 'firing' ? alert.data.startsAt : alert.data.endsAt);
  if (at === undefined) return undefined;
  return { id: `am/${fingerprint}/${status}/${at}`, via: 'alertmanager', what: reportOf(alert.data, at) };
}

function reportOf({ fingerprint, status, labels, annotations }: Alert, at: number): AlarmReport {
  const { summary, description, value, condition } = ownTexts(annotations);
  const { alertname, severity } = ownTexts(labels);
  return {
    kind: 'alarm',
    fingerprint: Fingerprint.parse(`alertmanager/${fingerprint}`),
    type: 'rule',
    name: plainShort(alertname ?? '') || fingerprint,
    state: status === 'firing' ? 'ALARM' : 'OK',
    at,
    reason: plainText(summary ?? description ?? ''),
    ...(condition ? { condition: plainShort(condition) } : {}),
    ...(value ? { value: plainShort(value) } : {}),
    ...(summary && description ? { description: plainText(description) } : {}),
    dimensions: {},
    labels: boundedPairs(Object.entries(labels)),
    ...(severity === undefined ? {} : { severity: severityOf(severity) }),
  };
}

/** The texts themselves, without what every object has. */
const ownTexts = (texts: Readonly<Record<string, string>>) => {
  const own = (name: string) => (Object.hasOwn(texts, name) ? texts[name] : undefined);
  return {
    alertname: own('alertname'),
    severity: own('severity'),
    summary: own('summary'),
    description: own('description'),
    value: own('value'),
    condition: own('condition'),
  };
};

const severityOf = (label: string): Severity =>
  ['critical', 'page'].includes(label.trim().toLowerCase()) ? 'critical' : 'warning';

/** That alerts are missing: said once for the same group and the same numbers. */
function leftOut(
  groupKey: string,
  { unread, over, truncated }: { readonly unread: number; readonly over: number; readonly truncated: number },
  kept: readonly AlertNotice[],
): readonly Notice[] {
  const parts = [
    truncated > 0 ? `${truncated} that Alertmanager left out (max_alerts)` : [],
    over > 0 ? `${over} beyond ${MOST_ALERTS} in one message` : [],
    unread > 0 ? `${unread} without a fingerprint, a status, labels or times` : [],
  ].flat();
  if (parts.length === 0 || kept.length === 0) return [];
  return [
    {
      id: `am/left-out/${digest(groupKey)}/${truncated}-${over}-${unread}`,
      via: 'alertmanager',
      what: {
        kind: 'other',
        from: ALERTMANAGER,
        subject: 'Alertmanager: some alerts are not shown',
        text: plainText(`Not shown: ${parts.join(', ')}. Group ${groupKey || 'unknown'}`),
        at: Math.max(...kept.map(({ what }) => what.at)),
      },
    },
  ];
}

/** FNV-1a, 32 bits: tells groups apart well enough for what is only said once. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}
