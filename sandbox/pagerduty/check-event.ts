/** What an event does to an alert (PagerDuty, Events API v2: `event_action`). */
export type EventAction = 'trigger' | 'acknowledge' | 'resolve';

/** An event that PagerDuty takes. */
export interface PagerDutyEvent {
  readonly action: EventAction;
  /** Absent, PagerDuty makes one up. */
  readonly key?: string;
  /** Of a trigger. */
  readonly payload?: AlertPayload;
}

/** What an alert says. */
export interface AlertPayload {
  readonly summary: string;
  readonly source: string;
  readonly severity: string;
  readonly details: unknown;
}

/** An event, or all that is wrong with it. */
export type Checked =
  | { readonly kind: 'event'; readonly event: PagerDutyEvent }
  | { readonly kind: 'wrong'; readonly errors: readonly string[] };

const ACTIONS: readonly EventAction[] = ['trigger', 'acknowledge', 'resolve'];
const SEVERITIES = ['critical', 'warning', 'error', 'info'];
/** Lengths: Events API v2, "Send an alert event". */
const KEY = 32;
const DEDUP_KEY = 255;
const SUMMARY = 1024;

/**
 * Checks an event as PagerDuty does before it takes it (Events API v2). The sentences on the routing key are PagerDuty's own,
 * the others are in their manner.
 */
export function checkEvent(raw: unknown, knownKeys: readonly string[]): Checked {
  const event = fieldsOf(raw);
  const action = ACTIONS.find((one) => one === event['event_action']);
  const key = event['dedup_key'];
  const payload = fieldsOf(event['payload']);
  const errors = [
    ...routingKeyErrors(event['routing_key'], knownKeys),
    ...(action ? [] : [`'event_action' is invalid (must be one of the following: ${quoted(ACTIONS)})`]),
    ...(key === undefined && action === 'trigger' ? [] : textErrors('dedup_key', key, DEDUP_KEY)),
    ...(action === 'trigger' ? payloadErrors(payload) : []),
  ];
  if (!action || errors.length > 0) return { kind: 'wrong', errors };
  return {
    kind: 'event',
    event: {
      action,
      ...(typeof key === 'string' ? { key } : {}),
      ...(action === 'trigger' ? { payload: alertOf(payload) } : {}),
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (raw: unknown): Fields =>
  typeof raw === 'object' && raw !== null ? Object.fromEntries(Object.entries(raw)) : {};

function routingKeyErrors(key: unknown, known: readonly string[]): string[] {
  if (typeof key !== 'string' || key.trim() === '') return ["'routing_key' is missing or blank"];
  const errors = [
    ...(key.length === KEY ? [] : [`Length of 'routing_key' is incorrect (should be ${KEY} characters)`]),
    ...(/^[a-z\d]+$/i.test(key) ? [] : ["'routing_key' cannot contain non-alphanumeric characters."]),
  ];
  return errors.length > 0 || known.includes(key) ? errors : ['Invalid routing key'];
}

function textErrors(name: string, value: unknown, most: number): string[] {
  if (typeof value !== 'string' || value.trim() === '') return [`'${name}' is missing or blank`];
  return value.length > most ? [`'${name}' is too long (should be at most ${most} characters)`] : [];
}

const payloadErrors = ({ summary, source, severity, timestamp }: Fields): string[] => [
  ...textErrors('payload.summary', summary, SUMMARY),
  ...textErrors('payload.source', source, Number.POSITIVE_INFINITY),
  ...(SEVERITIES.some((one) => one === severity)
    ? []
    : [`'payload.severity' is invalid (must be one of the following: ${quoted(SEVERITIES)})`]),
  ...(timestamp === undefined || isMoment(timestamp) ? [] : ["'payload.timestamp' is invalid"]),
];

const alertOf = ({ summary, source, severity, custom_details: details }: Fields): AlertPayload => ({
  summary: String(summary),
  source: String(source),
  severity: String(severity),
  details,
});

const isMoment = (written: unknown): boolean =>
  typeof written === 'string' && /^\d{4}-\d\d-\d\dT/.test(written) && Number.isFinite(Date.parse(written));

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
