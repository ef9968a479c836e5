/** CloudWatch API, StateValue. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** One dimension of a metric (CloudWatch API, Dimension). */
export interface Dimension {
  readonly name: string;
  readonly value: string;
}

/** What an alarm watches, as DescribeAlarms tells it. */
export type Watched =
  | {
      readonly kind: 'metric';
      readonly metric: string;
      readonly namespace: string;
      /** None unless told. */
      readonly dimensions?: readonly Dimension[];
      readonly statistic: 'Average' | 'Sum' | 'Maximum';
      readonly threshold: number;
      /** Seconds. */
      readonly period: number;
      readonly periods: number;
      /** Data points that must breach; all of them unless told. */
      readonly datapoints?: number;
    }
  /** Metric maths: no metric and no period of its own, `Metrics` instead. */
  | {
      readonly kind: 'maths';
      readonly label: string;
      readonly threshold: number;
      readonly period: number;
      readonly periods: number;
    }
  /** Anomaly detection: no threshold either, but a band. */
  | { readonly kind: 'band'; readonly metric: string; readonly period: number; readonly periods: number }
  | { readonly kind: 'composite'; readonly rule: string };

/** Whom an alarm tells when it changes to a state: ARNs of topics (CloudWatch API, MetricAlarm). */
export interface AlarmActions {
  readonly ALARM: readonly string[];
  readonly OK: readonly string[];
  readonly INSUFFICIENT_DATA: readonly string[];
}

/** An alarm to begin with. */
export interface AlarmSeed {
  readonly region: string;
  readonly name: string;
  readonly watched: Watched;
  readonly state?: AlarmState;
  /** When it came into its state, in milliseconds since the epoch; now unless told. */
  readonly since?: number;
  readonly description?: string;
  /** Nobody unless told. */
  readonly actions?: Partial<AlarmActions>;
  /** Whether it acts at all (ActionsEnabled); it does unless told. */
  readonly actionsEnabled?: boolean;
}

/** That an alarm's state became this one. Times are milliseconds since the epoch. */
export interface StateChange {
  readonly state: AlarmState;
  readonly at: number;
}

/** An alarm as it is now. Times are milliseconds since the epoch. */
export interface SandboxAlarm extends AlarmSeed {
  readonly arn: string;
  readonly account: string;
  readonly state: AlarmState;
  readonly actions: AlarmActions;
  readonly actionsEnabled: boolean;
  readonly reason: string;
  readonly since: number;
  /** When it was made or put in another's place. */
  readonly configuredAt: number;
  /** How its metric was, oldest first: what SetAlarmState says is no part of it. */
  readonly history: readonly [StateChange, ...StateChange[]];
}
