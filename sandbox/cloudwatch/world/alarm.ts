/** CloudWatch API, StateValue. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm watches, as DescribeAlarms tells it. */
export type Watched =
  | {
      readonly kind: 'metric';
      readonly metric: string;
      readonly namespace: string;
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

/** An alarm to begin with. */
export interface AlarmSeed {
  readonly region: string;
  readonly name: string;
  readonly watched: Watched;
  readonly state?: AlarmState;
}

/** An alarm as it is now. Times are milliseconds since the epoch. */
export interface SandboxAlarm extends Required<AlarmSeed> {
  readonly reason: string;
  readonly since: number;
}
