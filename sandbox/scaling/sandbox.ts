import { unknownOperation } from '../ecs/api/operation.ts';
import { type Faults, faults } from '../ecs/http/faults.ts';
import type { RecordedCall } from '../ecs/http/record.ts';
import { startJsonHttp } from '../ecs/http/server.ts';
import { describeScalableTargets } from './describe-scalable-targets.ts';
import type { ScalableTargets } from './scalable-targets.ts';

/** A running Application Auto Scaling of one account. It tells what is registered, and scales nothing. */
export interface ScalingSandbox {
  /** For AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING. Any credentials do; the region is that of the signature. */
  readonly url: string;
  readonly targets: ScalableTargets;
  readonly faults: Faults;
  /** Every call that arrived, oldest first. */
  readonly record: readonly RecordedCall[];
  stop(): Promise<void>;
}

/** Starts it on 127.0.0.1. */
export const startScalingSandbox = async (targets: ScalableTargets): Promise<ScalingSandbox> => {
  const troubles = faults();
  const record: RecordedCall[] = [];
  const http = await startJsonHttp(
    {
      service: { target: 'AnyScaleFrontendService', signing: 'application-autoscaling' },
      account: targets.account,
      perform: ({ operation, region, input }) => {
        if (operation !== 'DescribeScalableTargets') throw unknownOperation(operation);
        return describeScalableTargets(input, targets, region);
      },
      faults: troubles,
      now: Date.now,
      away: () => false,
      recorded: (call) => record.push(call),
      changed: () => undefined,
    },
    0,
  );
  return { url: http.url, targets, faults: troubles, record, stop: () => http.stop() };
};
