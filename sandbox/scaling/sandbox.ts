import { type JsonSandbox, startJsonSandbox } from '../aws/json-sandbox.ts';
import { unknownOperation } from '../ecs/api/operation.ts';
import { describeScalableTargets } from './describe-scalable-targets.ts';
import type { ScalableTargets } from './scalable-targets.ts';

/** A running Application Auto Scaling of one account. It tells what is registered, and scales nothing. */
export interface ScalingSandbox extends JsonSandbox {
  readonly targets: ScalableTargets;
}

/** Starts it on 127.0.0.1. */
export const startScalingSandbox = async (targets: ScalableTargets): Promise<ScalingSandbox> => {
  const sandbox = await startJsonSandbox({
    service: { target: 'AnyScaleFrontendService', signing: 'application-autoscaling' },
    account: targets.account,
    perform: ({ operation, region, input }) => {
      if (operation !== 'DescribeScalableTargets') throw unknownOperation(operation);
      return describeScalableTargets(input, targets, region);
    },
  });
  return { ...sandbox, targets };
};
