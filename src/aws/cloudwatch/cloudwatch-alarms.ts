import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmPlace, AlarmReading, Alarms } from '../../domain/ports/alarms.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';
import { compositeReading, metricReading } from './alarm-reading.ts';

/** DescribeAlarms takes so many names at most, and gives so many alarms a page at most (CloudWatch API). */
const A_CALL = 100;

/**
 * Alarms on the AWS SDK. Permission: cloudwatch:DescribeAlarms, on `*` since composite alarms are read (Service
 * Authorization Reference, Amazon CloudWatch).
 */
export const cloudWatchAlarms = (options: ClientOptions = {}): Alarms & { destroy(): void } => {
  const clients = keptClients((settings) => new CloudWatchClient(settings), options);

  const readBatch = (place: AlarmPlace, names: readonly string[]) =>
    ask(
      { call: 'cloudwatch:DescribeAlarms', what: `alarms of ${place.account} in ${place.region}` },
      () =>
        clients.of('read', place).send(
          new DescribeAlarmsCommand({
            AlarmNames: [...names],
            // Left out, composite alarms are not returned (CloudWatch API, DescribeAlarms).
            AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
            MaxRecords: A_CALL,
          }),
        ),
      ({ MetricAlarms = [], CompositeAlarms = [] }) =>
        ok([...MetricAlarms.map(metricReading), ...CompositeAlarms.map(compositeReading)]),
    );

  return {
    destroy: clients.destroy,
    async read(place, names) {
      const wanted = [...new Set(names)];
      const batches = Array.from({ length: Math.ceil(wanted.length / A_CALL) }, (_, at) =>
        wanted.slice(at * A_CALL, (at + 1) * A_CALL),
      );
      const found = new Map<string, AlarmReading>();
      for (const answer of await Promise.all(batches.map((batch) => readBatch(place, batch)))) {
        if (!answer.ok) return answer;
        for (const alarm of answer.value) found.set(alarm.name, alarm);
      }
      return ok(found);
    },
  };
};
