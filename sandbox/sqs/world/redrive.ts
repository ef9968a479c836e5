import { z } from 'zod';
import { jsonOf } from '../../aws/json-text.ts';
import { invalidParameterValue } from '../errors.ts';

/** After how many times received a message goes to which queue instead. */
export interface Redrive {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

const Policy = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number(),
});

/** Reads a queue's RedrivePolicy. Throws what SQS says of one that is none, or whose queue isn't there. */
export function redriveOf(policy: string, isQueue: (arn: string) => boolean): Redrive {
  const refuse = (reason: string) => invalidParameterValue(policy, 'RedrivePolicy', reason);
  const parsed = Policy.safeParse(jsonOf(policy));
  if (!parsed.success) throw refuse('Redrive policy is not a valid JSON map.');
  const { deadLetterTargetArn, maxReceiveCount } = parsed.data;
  if (!/^arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/.test(deadLetterTargetArn))
    throw refuse('Invalid value for deadLetterTargetArn.');
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > 1000)
    throw refuse(
      `Invalid value for maxReceiveCount: ${maxReceiveCount}, valid values are from 1 to 1000 both inclusive.`,
    );
  if (!isQueue(deadLetterTargetArn)) throw refuse('Dead letter target does not exist.');
  return parsed.data;
}
