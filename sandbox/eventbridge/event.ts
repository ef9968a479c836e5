/** An event as EventBridge hands it to a rule's targets (EventBridge User Guide, "AWS service event metadata"). */
export interface AwsEvent {
  readonly version: '0';
  /** The same at every delivery of this event. */
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** UTC, in whole seconds. */
  readonly time: string;
  readonly region: string;
  /** ARNs. */
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What every event has of its own, whatever it is about: its id, and when it happened, in milliseconds since the epoch. */
export interface Happened {
  readonly id: string;
  readonly at: number;
}

/** Where an event is from. */
interface From {
  readonly source: 'aws.ecs' | 'aws.cloudwatch';
  readonly type: string;
  /** Its account and region are the event's. */
  readonly arn: string;
}

/** `2026-11-21T03:00:00Z` */
export const inSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** An event about one thing, whose ARN it names. */
export function eventOf(
  { source, type, arn }: From,
  { id, at }: Happened,
  detail: AwsEvent['detail'],
): AwsEvent {
  const [, , , region = '', account = ''] = arn.split(':');
  return {
    version: '0',
    id,
    'detail-type': type,
    source,
    account,
    time: inSeconds(at),
    region,
    resources: [arn],
    detail,
  };
}
