import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricWidgetImageCommand,
} from '@aws-sdk/client-cloudwatch';
import type { MetricPictures } from '../../domain/ports/metric-pictures.ts';
import { err, ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { required } from '../ecs/required.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';
import { metricWidget } from './metric-widget.ts';

/** A PNG begins with these bytes (W3C, Portable Network Graphics, "PNG signature"). */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Pictures of metrics on the AWS SDK. What the alarm watches is read first, so two calls a picture. `missing`: there is no
 * such alarm, or it has no metric (composite). Permissions: cloudwatch:DescribeAlarms, cloudwatch:GetMetricWidgetImage,
 * which can't be limited to resources (Service Authorization Reference, Amazon CloudWatch).
 */
export const metricPictures = (options: ClientOptions = {}): MetricPictures & { destroy(): void } => {
  const clients = keptClients((settings) => new CloudWatchClient(settings), options);
  return {
    destroy: clients.destroy,
    async draw(place, { name, ...span }) {
      const client = clients.of('read', place);
      const what = `the metric of ${name}`;
      const described = { call: 'cloudwatch:DescribeAlarms', what };
      const widget = await ask(
        described,
        () => client.send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm'] })),
        ({ MetricAlarms = [] }) => {
          const [alarm] = MetricAlarms;
          if (alarm) return ok(metricWidget(alarm, span));
          return err({ kind: 'missing', ...described, detail: `no metric alarm is called ${name}` });
        },
      );
      if (!widget.ok) return widget;
      const call = 'cloudwatch:GetMetricWidgetImage';
      return ask(
        { call, what },
        () => client.send(new GetMetricWidgetImageCommand({ MetricWidget: JSON.stringify(widget.value) })),
        ({ MetricWidgetImage }) => {
          const png = required(MetricWidgetImage, 'MetricWidgetImage');
          if (SIGNATURE.every((byte, at) => png[at] === byte)) return ok(png);
          return err({ kind: 'malformed', call, detail: 'the picture is no PNG' });
        },
      );
    },
  };
};
