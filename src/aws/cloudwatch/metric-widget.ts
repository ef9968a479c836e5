import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { EpochMs } from '../../domain/clock.ts';
import { required } from '../ecs/required.ts';

/** What is drawn, besides the alarm. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly marks: readonly EpochMs[];
}

/** Legible on a phone and no wider than Slack shows it. */
const SIZE = { width: 800, height: 300 } as const;
/** Both stand out on the white of CloudWatch's graphs, in light and dark clients alike. */
const THRESHOLD = '#d62728';
const DEPLOYED = '#7f7f7f';

/**
 * The graph of an alarm's metric as GetMetricWidgetImage takes it (CloudWatch API, "Metric Widget Structure and Syntax"):
 * its own metric with its statistic and period and a line at its threshold. What has no single metric with a threshold,
 * metric maths and anomaly detection, is drawn as its alarm, which brings lines and threshold along. Vertical lines mark
 * the deployments within the span.
 */
export function metricWidget(alarm: MetricAlarm, { from, to, marks }: Span): Record<string, unknown> {
  const vertical = marks
    .filter((at) => at >= from && at <= to)
    .map((at) => ({ label: 'deployed', value: new Date(at).toISOString(), color: DEPLOYED }));
  const drawn = drawnOf(alarm);
  return {
    ...SIZE,
    title: required(alarm.AlarmName, 'alarm.AlarmName'),
    view: 'timeSeries',
    legend: { position: 'hidden' },
    start: new Date(from).toISOString(),
    end: new Date(to).toISOString(),
    ...drawn,
    annotations: { ...drawn.annotations, ...(vertical.length === 0 ? {} : { vertical }) },
  };
}

interface Drawn {
  readonly [key: string]: unknown;
  readonly annotations: Readonly<Record<string, unknown>>;
}

function drawnOf(alarm: MetricAlarm): Drawn {
  const { Namespace, MetricName, Dimensions = [], Statistic, ExtendedStatistic, Period, Threshold } = alarm;
  if (Namespace === undefined || MetricName === undefined || Threshold === undefined)
    return { annotations: { alarms: [required(alarm.AlarmArn, 'alarm.AlarmArn')] } };
  const dimensions = Dimensions.flatMap(({ Name = '', Value = '' }) => [Name, Value]);
  const stat = Statistic ?? ExtendedStatistic;
  const how = {
    ...(stat === undefined ? {} : { stat }),
    ...(Period === undefined ? {} : { period: Period }),
  };
  return {
    metrics: [[Namespace, MetricName, ...dimensions, how]],
    annotations: { horizontal: [{ label: 'threshold', value: Threshold, color: THRESHOLD }] },
  };
}
