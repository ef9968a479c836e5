import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmSetter } from '../../domain/ports/alarm-setter.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';

/**
 * Sets alarms off on the AWS SDK. Permission: cloudwatch:SetAlarmState, which can be limited to the one alarm that is there
 * for this (Service Authorization Reference, Amazon CloudWatch).
 */
export const cloudWatchAlarmSetter = (options: ClientOptions = {}): AlarmSetter & { destroy(): void } => {
  const clients = keptClients((settings) => new CloudWatchClient(settings), options);
  return {
    destroy: clients.destroy,
    set: (place, name, state, reason) =>
      ask(
        { call: 'cloudwatch:SetAlarmState', what: name },
        () =>
          clients
            .of('read', place)
            .send(new SetAlarmStateCommand({ AlarmName: name, StateValue: state, StateReason: reason })),
        () => ok(undefined),
      ),
  };
};
