import { z } from 'zod';
import { Fingerprint } from './fingerprint.ts';

/** CloudWatch's words for an alarm's state (CloudWatch API, MetricAlarm); Alertmanager's `firing` is ALARM, `resolved` OK. */
export const AlarmState = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);
export type AlarmState = z.infer<typeof AlarmState>;

/** How much haste an alarm asks for. */
export const Severity = z.enum(['critical', 'warning']);
export type Severity = z.infer<typeof Severity>;

/** What kind of thing watches: `rule` is Prometheus's. */
export const AlarmKind = z.enum(['metric', 'maths', 'anomaly', 'composite', 'rule']);
export type AlarmKind = z.infer<typeof AlarmKind>;

/** Texts that came from outside are cut to these lengths when they are read. */
export const LENGTHS = { text: 1_000, short: 300, labels: 40 } as const;

const short = z.string().max(LENGTHS.short);
const text = z.string().max(LENGTHS.text);

/** What somebody outside says of an alarm: its state, and since when. */
export const AlarmReport = z.object({
  kind: z.literal('alarm'),
  fingerprint: Fingerprint,
  type: AlarmKind,
  /** As its owner calls it. */
  name: short,
  /** Of a CloudWatch alarm. */
  account: z.string().optional(),
  region: z.string().optional(),
  state: AlarmState,
  /** When it came into that state: epoch milliseconds, by the clock of who says it. */
  at: z.number(),
  /** Their own words on why. */
  reason: text,
  /** "CPUUtilization > 85 for 10 min", where it can be said. */
  condition: short.optional(),
  /** The newest value that crossed, as text: "92.4". */
  value: short.optional(),
  description: text.optional(),
  /** What it watches, of an alarm of one metric: `CPUUtilization` of `AWS/ECS`. */
  metric: short.optional(),
  namespace: short.optional(),
  /** What it watches: CloudWatch's dimensions by name, as they are written. */
  dimensions: z.record(short, short),
  /** Alertmanager's labels, CloudWatch's tags where they are known. */
  labels: z.record(short, short),
  /** What the report itself says of it (Alertmanager's label `severity`). */
  severity: Severity.optional(),
  /** Of a composite alarm: the names of the alarms that set it off. */
  children: z.array(short).max(LENGTHS.labels).optional(),
});
export type AlarmReport = z.infer<typeof AlarmReport>;
