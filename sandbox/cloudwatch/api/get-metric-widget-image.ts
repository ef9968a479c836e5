import { z } from 'zod';
import type { Answer } from '../../ecs/api/operation.ts';
import { draw } from '../picture/graph.ts';
import { graphOf } from '../picture/graph-of.ts';
import { metricWidget } from '../picture/widget.ts';
import type { Asked } from './asked.ts';
import { validationError } from './errors.ts';

/** CloudWatch API, GetMetricWidgetImage: up to 100 KB of payload. */
const WIDGET_MAX = 100 * 1024;

const Input = z.object({
  MetricWidget: z.string().max(WIDGET_MAX),
  // `image/png` is for requests of one's own, without an SDK: the sandbox has it not.
  OutputFormat: z.literal('png').default('png'),
});

/**
 * GetMetricWidgetImage: a graph as a PNG. Of its refusals only those common to all actions are documented, so what is
 * wrong with a widget is a ValidationError. A metric that isn't there is an empty graph (github.com/boto/boto3/issues/1744).
 */
export function getMetricWidgetImage(raw: unknown, { board, region, at }: Asked): Answer {
  const parsed = Input.safeParse(raw);
  if (!parsed.success) throw validationError(z.prettifyError(parsed.error));
  const widget = metricWidget.safeParse(jsonIn(parsed.data.MetricWidget));
  if (!widget.success) throw validationError(`Invalid MetricWidget: ${z.prettifyError(widget.error)}`);
  const graph = graphOf(widget.data, (where) => board.in(where), region, at);
  if (graph.kind === 'refused') throw validationError(`Invalid MetricWidget: ${graph.why}`);
  return { MetricWidgetImage: draw(graph.graph).toString('base64') };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw validationError('Invalid MetricWidget: it is not JSON');
  }
}
