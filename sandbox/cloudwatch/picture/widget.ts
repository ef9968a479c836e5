import { z } from 'zod';

/** Where the shapes and limits of this file are from. */
const SOURCE = 'CloudWatch API, "GetMetricWidgetImage: Metric Widget Structure and Syntax"';

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'Should be a colour such as #ff0000');
const period = z
  .int()
  .refine((seconds) => [1, 5, 10, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0), {
    message: 'Should be 1, 5, 10, 30 or a multiple of 60',
  });
const side = z.enum(['left', 'right']);

/** How one metric is drawn: the object at the end of its array. */
const rendering = z.strictObject({
  accountId: z.string().optional(),
  color: colour.optional(),
  expression: z.string().min(1).optional(),
  id: z
    .string()
    .regex(/^[a-z][A-Za-z0-9_]*$/)
    .optional(),
  label: z.string().optional(),
  period: period.optional(),
  region: z.string().optional(),
  stat: z.string().min(1).optional(),
  visible: z.boolean().optional(),
  yAxis: side.optional(),
});

/** A metric as an array: namespace, name, names and values of dimensions; or an expression alone. */
const metric = z.array(z.union([z.string().min(1), rendering])).min(1);

const horizontal = z.strictObject({
  value: z.number(),
  label: z.string().optional(),
  color: colour.optional(),
  fill: z.enum(['above', 'below', 'none']).optional(),
  visible: z.boolean().optional(),
  yAxis: side.optional(),
});

const vertical = z.strictObject({
  value: z.iso.datetime({ offset: true }),
  label: z.string().optional(),
  color: colour.optional(),
  fill: z.enum(['before', 'after', 'none']).optional(),
  visible: z.boolean().optional(),
});

/** Lines one by one, or in pairs that are the edges of a band. */
const lines = <S extends z.ZodType>(one: S) =>
  z
    .array(z.union([one.transform((single) => [single]), z.array(one).length(2)]))
    .transform((all) => all.flat());

const axis = z.strictObject({
  label: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  showUnits: z.boolean().optional(),
});

/** An absolute time, or one before now: `-PT3H`. */
const moment = z.union([
  z.iso.datetime({ offset: true }),
  z.string().regex(/^-P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/),
]);

/**
 * What MetricWidget may hold. A key that isn't documented is refused, so that no test leans on something that is silently
 * dropped. Metrics are required unless an alarm is drawn, of which a graph has one at most.
 */
export const metricWidget = z
  .strictObject({
    metrics: z.array(metric).min(1).max(100).optional(),
    annotations: z
      .strictObject({
        alarms: z.array(z.string().regex(/^arn:/)).max(1).optional(),
        horizontal: lines(horizontal).optional(),
        vertical: lines(vertical).optional(),
      })
      .optional(),
    start: moment.default('-PT3H'),
    end: moment.default('-PT0H'),
    width: z.int().min(1).max(2000).default(600),
    height: z.int().min(1).max(2000).default(400),
    period: period.default(300),
    stat: z.string().min(1).default('Average'),
    title: z.string().optional(),
    region: z.string().optional(),
    timezone: z
      .string()
      .regex(/^[+-]\d{4}$/, 'Should be such as +0130')
      .default('+0000'),
    legend: z.strictObject({ position: z.enum(['bottom', 'right', 'hidden']) }).optional(),
    liveData: z.boolean().optional(),
    stacked: z.boolean().optional(),
    theme: z.enum(['light', 'dark']).optional(),
    view: z.enum(['timeSeries', 'bar', 'pie', 'gauge', 'singleValue']).optional(),
    yAxis: z.strictObject({ left: axis.optional(), right: axis.optional() }).optional(),
  })
  .refine(({ metrics, annotations }) => metrics !== undefined || annotations?.alarms?.[0] !== undefined, {
    message: `The metric widget should have specified a data source or an alarm annotation (${SOURCE})`,
  });

/** A widget that passed the checks. */
export type MetricWidget = z.infer<typeof metricWidget>;

/** A moment of a widget, in milliseconds since the epoch. */
export function momentOf(said: string, now: number): number {
  const back = /^-P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(said);
  if (back === null) return Date.parse(said);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = back.slice(1).map((part) => Number(part ?? 0));
  return now - (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
