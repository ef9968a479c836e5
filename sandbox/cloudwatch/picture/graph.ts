import type { Datapoint } from '../world/series.ts';
import { Canvas, type Colour } from './canvas.ts';

/** One metric's line. */
export interface GraphLine {
  readonly colour: Colour;
  readonly points: readonly Datapoint[];
}

/** A graph of metrics over a time. Times are milliseconds since the epoch. */
export interface Graph {
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly GraphLine[];
  /** Lines across, such as an alarm's threshold. */
  readonly horizontal: readonly { readonly value: number; readonly colour: Colour }[];
  /** Lines from top to bottom, such as a deployment. */
  readonly vertical: readonly { readonly at: number; readonly colour: Colour }[];
  /** How far the axis reaches at least. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** From UTC, in minutes: for the times along the axis. */
  readonly offset: number;
  readonly dark: boolean;
}

/** Where a graph's values and times are in its picture. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The row of a value. */
  y(value: number): number;
  /** The column of a time. */
  x(at: number): number;
}

/** Lays a graph out: the axes leave room for their figures, as far as the picture has any. */
function frameOf(graph: Graph): Frame {
  const { width, height, from, to } = graph;
  const [left, right] = [
    Math.min(56, Math.floor(width / 5)),
    width - 1 - Math.min(12, Math.floor(width / 10)),
  ];
  const [top, bottom] = [
    Math.min(12, Math.floor(height / 10)),
    height - 1 - Math.min(28, Math.floor(height / 5)),
  ];
  const values = [
    ...graph.lines.flatMap(({ points }) => points.map(({ value }) => value)),
    ...graph.horizontal.map(({ value }) => value),
  ];
  const low = graph.min ?? Math.min(0, ...values);
  const high = graph.max ?? Math.max(...values.map((value) => value * 1.15), low + 1);
  return {
    left,
    right,
    top,
    bottom,
    y: (value) => Math.round(bottom - ((value - low) / (high - low || 1)) * (bottom - top)),
    x: (at) => Math.round(left + ((at - from) / (to - from || 1)) * (right - left)),
  };
}

const LIGHT = { paper: '#ffffff', grid: '#e4e4e4', axis: '#545b64' } as const;
const DARK = { paper: '#1a2029', grid: '#3a424d', axis: '#b6bec9' } as const;

/** The step between two figures of an axis: 1, 2 or 5 times a power of ten, so that there are about four of them. */
function stepOf(span: number): number {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
}

function valueAxis(canvas: Canvas, { left, right, top, bottom, y }: Frame, graph: Graph): void {
  const { grid, axis } = graph.dark ? DARK : LIGHT;
  const perDot = (y(0) - y(1_000_000)) / 1_000_000;
  const low = (y(0) - bottom) / perDot;
  const step = stepOf((bottom - top) / perDot);
  for (let n = Math.ceil(low / step); y(n * step) >= top; n += 1) {
    const value = Number((n * step).toPrecision(6));
    const row = y(value);
    canvas.line(left, row, right, row, grid);
    const text = String(value);
    canvas.figures(text, left - 6 - text.length * 8, row - 5, axis);
  }
}

function timeAxis(canvas: Canvas, { left, right, bottom, x }: Frame, graph: Graph): void {
  const { axis } = graph.dark ? DARK : LIGHT;
  const { from, to, offset } = graph;
  canvas.line(left, bottom, right, bottom, axis);
  for (let part = 0; part <= 3; part += 1) {
    const at = from + ((to - from) * (part + 0.5)) / 4;
    canvas.line(x(at), bottom, x(at), bottom + 4, axis);
    const clock = new Date(at + offset * 60_000).toISOString().slice(11, 16);
    canvas.figures(clock, x(at) - 20, bottom + 9, axis);
  }
}

/** Draws a graph: axes with their figures, lines from top to bottom, metrics, and last the lines across. */
export function draw(graph: Graph): Buffer {
  const frame = frameOf(graph);
  const canvas = new Canvas(graph.width, graph.height, (graph.dark ? DARK : LIGHT).paper);
  if (frame.right > frame.left && frame.bottom > frame.top) {
    valueAxis(canvas, frame, graph);
    timeAxis(canvas, frame, graph);
  }
  for (const { at, colour } of graph.vertical) {
    if (at >= graph.from && at <= graph.to)
      canvas.line(frame.x(at), frame.top, frame.x(at), frame.bottom, colour, 2, 4);
  }
  for (const { points, colour } of graph.lines) {
    points.forEach((point, index) => {
      const before = points[index - 1] ?? point;
      canvas.line(
        frame.x(before.at),
        frame.y(before.value),
        frame.x(point.at),
        frame.y(point.value),
        colour,
        2,
      );
    });
  }
  for (const { value, colour } of graph.horizontal) {
    canvas.line(frame.left, frame.y(value), frame.right, frame.y(value), colour, 2);
  }
  return canvas.png();
}
