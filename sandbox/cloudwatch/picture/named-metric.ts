import type { Dimension, SandboxAlarm } from '../world/alarm.ts';
import type { MetricWidget } from './widget.ts';

type Metric = NonNullable<MetricWidget['metrics']>[number];
type Rendering = Exclude<Metric[number], string>;

/** A metric that a widget names in full. */
export interface NamedMetric {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly Dimension[];
}

/** One line of a widget: what it shows, if that isn't an expression, and how it is drawn. */
export interface WidgetLine {
  readonly names: NamedMetric | undefined;
  readonly drawn: Rendering;
}

const isName = (part: Metric[number]): part is string => typeof part === 'string';
const isRendering = (part: Metric[number]): part is Rendering => !isName(part);

/** `.` stands for what the metric before has in that place, `...` for all that isn't said. */
function writtenOut(parts: readonly string[], before: readonly string[]): string[] {
  const dots = parts.indexOf('...');
  if (dots >= 0) {
    const after = parts.slice(dots + 1);
    const kept = before.slice(dots, before.length - after.length);
    return [...writtenOut(parts.slice(0, dots), before), ...kept, ...after];
  }
  return parts.map((part, index) => (part === '.' ? (before[index] ?? part) : part));
}

/** Undefined where the names don't make a metric: an expression, or names and values that aren't in pairs. */
function named([namespace, metric, ...rest]: readonly string[]): NamedMetric | undefined {
  if (namespace === undefined || metric === undefined || rest.length % 2 === 1) return undefined;
  const dimensions = Array.from({ length: rest.length / 2 }, (_, pair) => ({
    name: rest[2 * pair] ?? '',
    value: rest[2 * pair + 1] ?? '',
  }));
  return { namespace, metric, dimensions };
}

/** The lines of a widget's metrics. */
export function linesOf(metrics: MetricWidget['metrics'] = []): WidgetLine[] {
  let before: readonly string[] = [];
  return metrics.map((metric) => {
    const names = writtenOut(metric.filter(isName), before);
    if (names.length > 0) before = names;
    return { names: named(names), drawn: metric.find(isRendering) ?? {} };
  });
}

/** Whether an alarm watches that very metric: its dimensions, in whatever order, and no others. */
export function watches({ watched }: SandboxAlarm, { namespace, metric, dimensions }: NamedMetric): boolean {
  if (watched.kind !== 'metric' || watched.metric !== metric || watched.namespace !== namespace) return false;
  const own = watched.dimensions ?? [];
  return (
    own.length === dimensions.length &&
    own.every(({ name, value }) => dimensions.some((one) => one.name === name && one.value === value))
  );
}
