import { type JsonSandbox, startJsonSandbox } from '../aws/json-sandbox.ts';
import { type Answer, unknownOperation } from '../ecs/api/operation.ts';
import type { Asked } from './api/asked.ts';
import { describeAlarms } from './api/describe-alarms.ts';
import { getMetricWidgetImage } from './api/get-metric-widget-image.ts';
import { setAlarmState } from './api/set-alarm-state.ts';
import type { AlarmState } from './world/alarm.ts';
import type { AlarmBoard } from './world/alarms.ts';

/** A running CloudWatch of one account, as far as alarms and their graphs go. */
export interface CloudWatchSandbox extends JsonSandbox {
  readonly board: AlarmBoard;
  /** Puts an alarm into a state. Throws where there is no such alarm. */
  set(region: string, name: string, state: AlarmState, reason?: string): void;
}

/**
 * Starts a CloudWatch on 127.0.0.1. It speaks AWS JSON 1.0 to clients that came from the query protocol: the code of
 * an error is in the header `x-amzn-query-error` (Smithy, "AWS query compatible error" trait).
 */
export const startCloudWatchSandbox = async (
  board: AlarmBoard,
  now: () => number = Date.now,
): Promise<CloudWatchSandbox> => {
  const sandbox = await startJsonSandbox(
    {
      service: {
        target: 'GraniteServiceVersion20100801',
        signing: 'monitoring',
        iam: 'cloudwatch',
        json: '1.0',
        queryCode: (type) => QUERY_CODES[type] ?? type,
      },
      account: board.account,
      perform: ({ operation, region, input }) => {
        const perform = OPERATIONS[operation];
        if (perform === undefined) throw unknownOperation(operation);
        return perform(input, { board, region, at: now() });
      },
    },
    now,
  );
  return {
    ...sandbox,
    board,
    set: (region, name, state, reason) => board.set(region, name, state, reason),
  };
};

const OPERATIONS: Readonly<Record<string, (raw: unknown, asked: Asked) => Answer>> = {
  DescribeAlarms: describeAlarms,
  GetMetricWidgetImage: getMetricWidgetImage,
  SetAlarmState: setAlarmState,
};

/** Names of errors that the query protocol has other codes for (CloudWatch API, "Common errors"). */
const QUERY_CODES: Readonly<Record<string, string>> = {
  ThrottlingException: 'Throttling',
  AccessDeniedException: 'AccessDenied',
  InvalidFormatFault: 'InvalidFormat',
};
