import type { SandboxAlarm } from '../world/alarm.ts';
import { boundOf, seriesOf } from '../world/series.ts';
import type { Colour } from './canvas.ts';
import type { Graph, GraphLine } from './graph.ts';
import { linesOf, watches } from './named-metric.ts';
import { type MetricWidget, momentOf } from './widget.ts';

/** What a widget makes: a graph, or a refusal. */
export type Made =
  | { readonly kind: 'made'; readonly graph: Graph }
  | { readonly kind: 'refused'; readonly why: string };

/** The first colours of CloudWatch's graphs; the red one is for thresholds. */
const COLOURS: readonly Colour[] = ['#1f77b4', '#ff7f0e', '#2ca02c', '#9467bd', '#8c564b', '#e377c2'];

/** The colour of thresholds unless a widget says another. */
const THRESHOLD: Colour = '#d62728';

/** The colour of lines from top to bottom unless a widget says another. */
const MARKER: Colour = '#7f7f7f';

const colourOf = (given: string | undefined, usual: Colour): Colour =>
  given === undefined ? usual : `#${given.slice(1).toLowerCase()}`;

const shown = <T extends { readonly visible?: boolean | undefined }>(ones: readonly T[] = []): T[] =>
  ones.filter(({ visible }) => visible !== false);

/** From UTC in minutes: `+0130` is 90. */
const offsetOf = (timezone: string): number =>
  Number(`${timezone[0] ?? ''}1`) * (Number(timezone.slice(1, 3)) * 60 + Number(timezone.slice(3, 5)));

/**
 * The graph that a widget asks for, of the metrics that alarms watch. `alarmsIn` are those of a region; `region` is where
 * metrics are looked for unless the widget says so. How CloudWatch answers to an alarm that isn't there isn't documented:
 * it is refused, so that no test leans on it, as is one without a metric.
 */
export function graphOf(
  widget: MetricWidget,
  alarmsIn: (region: string) => readonly SandboxAlarm[],
  region: string,
  now: number,
): Made {
  const from = momentOf(widget.start, now);
  const to = momentOf(widget.end, now);
  if (from >= to) return { kind: 'refused', why: 'start should be before end' };
  const { annotations = {} } = widget;
  const [arn] = annotations.alarms ?? [];
  const drawn = alarmsIn(arn?.split(':')[3] ?? region).find((alarm) => alarm.arn === arn);
  if (arn !== undefined && drawn === undefined) return { kind: 'refused', why: `there is no alarm ${arn}` };
  if (drawn?.watched.kind === 'composite') return { kind: 'refused', why: `${arn} has no metric` };
  const own = drawn === undefined ? [] : [alarmLine(drawn, from, to)];
  const lines = linesOf(widget.metrics).map(({ names, drawn: how }, index): GraphLine => {
    const there = alarmsIn(how.region ?? widget.region ?? region);
    const alarm = names === undefined ? undefined : there.find((one) => watches(one, names));
    return {
      colour: colourOf(how.color, COLOURS[(index + own.length) % COLOURS.length] ?? '#1f77b4'),
      points: alarm && how.visible !== false ? seriesOf(alarm, from, to, how.period ?? widget.period) : [],
    };
  });
  const bound = drawn && boundOf(drawn.watched);
  return {
    kind: 'made',
    graph: {
      width: widget.width,
      height: widget.height,
      from,
      to,
      lines: [...own, ...lines],
      horizontal: [
        ...(bound === undefined ? [] : [{ value: bound, colour: THRESHOLD }]),
        ...shown(annotations.horizontal).map(({ value, color }) => ({
          value,
          colour: colourOf(color, THRESHOLD),
        })),
      ],
      vertical: shown(annotations.vertical).map(({ value, color }) => ({
        at: Date.parse(value),
        colour: colourOf(color, MARKER),
      })),
      min: widget.yAxis?.left?.min,
      max: widget.yAxis?.left?.max,
      offset: offsetOf(widget.timezone),
      dark: widget.theme === 'dark',
    },
  };
}

const alarmLine = (alarm: SandboxAlarm, from: number, to: number): GraphLine => ({
  colour: '#1f77b4',
  points: seriesOf(alarm, from, to),
});
