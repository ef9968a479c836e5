import { unknownOperation } from '../ecs/api/operation.ts';
import { type Faults, faults } from '../ecs/http/faults.ts';
import type { RecordedCall } from '../ecs/http/record.ts';
import { startJsonHttp } from '../ecs/http/server.ts';
import { describeAlarms } from './api/describe-alarms.ts';
import type { AlarmState } from './world/alarm.ts';
import type { AlarmBoard } from './world/alarms.ts';

/** A running CloudWatch of one account, as far as alarms go. */
export interface CloudWatchSandbox {
  /** For AWS_ENDPOINT_URL_CLOUDWATCH. Any credentials do; the region is that of the signature. */
  readonly url: string;
  readonly board: AlarmBoard;
  readonly faults: Faults;
  /** Every call that arrived, oldest first. */
  readonly record: readonly RecordedCall[];
  /** Puts an alarm into a state. Throws where there is no such alarm. */
  set(region: string, name: string, state: AlarmState, reason?: string): void;
  /** While away CloudWatch can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  stop(): Promise<void>;
}

/**
 * Starts a CloudWatch on 127.0.0.1. It speaks AWS JSON 1.0 to clients that came from the query protocol: the code of
 * an error is in the header `x-amzn-query-error` (Smithy, "AWS query compatible error" trait).
 */
export const startCloudWatchSandbox = async (
  board: AlarmBoard,
  now: () => number = Date.now,
): Promise<CloudWatchSandbox> => {
  const troubles = faults();
  const record: RecordedCall[] = [];
  let away = false;
  const http = await startJsonHttp(
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
        if (operation !== 'DescribeAlarms') throw unknownOperation(operation);
        return describeAlarms(input, board, region);
      },
      faults: troubles,
      now,
      away: () => away,
      recorded: (call) => record.push(call),
      changed: () => undefined,
    },
    0,
  );
  return {
    url: http.url,
    board,
    faults: troubles,
    record,
    set: (region, name, state, reason) => board.set(region, name, state, reason),
    away: (on) => {
      away = on;
      if (on) http.cutAll();
    },
    stop: () => http.stop(),
  };
};

/** Names of errors that the query protocol has other codes for (CloudWatch API, "Common errors"). */
const QUERY_CODES: Readonly<Record<string, string>> = {
  ThrottlingException: 'Throttling',
  AccessDeniedException: 'AccessDenied',
};
