import { z } from 'zod';
import { jsonOf } from '../../aws/json-text.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const Statement = z.object({
  Effect: z.string(),
  Principal: z.union([z.string(), z.record(z.string(), oneOrMore)]),
  Action: oneOrMore,
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).default({}),
});
type Statement = z.infer<typeof Statement>;

const Policy = z.object({
  Statement: z.union([z.array(Statement), Statement.transform((one) => [one])]),
});

/**
 * Whether a queue's policy lets SNS send what is published to a topic. Without a policy that says so SNS can't, and
 * nobody is told (SNS Developer Guide, "Fanout to Amazon SQS queues"). It knows conditions on `aws:SourceArn` only;
 * any other isn't met.
 */
export function letsSnsSend(policy: string | undefined, topicArn: string): boolean {
  if (policy === undefined) return false;
  const parsed = Policy.safeParse(jsonOf(policy));
  if (!parsed.success) return false;
  const concerning = parsed.data.Statement.filter((statement) => isAboutSns(statement, topicArn));
  return (
    concerning.some(({ Effect }) => Effect === 'Allow') && !concerning.some(({ Effect }) => Effect === 'Deny')
  );
}

const isAboutSns = ({ Principal, Action, Condition }: Statement, topicArn: string): boolean => {
  const principals = typeof Principal === 'string' ? [Principal] : Object.values(Principal).flat();
  return (
    principals.some((principal) => principal === '*' || principal === 'sns.amazonaws.com') &&
    Action.some((action) => ['sqs:sendmessage', 'sqs:*', '*'].includes(action.toLowerCase())) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(
        ([key, values]) =>
          /^(Arn|String)(Equals|Like)$/.test(operator) &&
          key.toLowerCase() === 'aws:sourcearn' &&
          values.some((value) => like(value).test(topicArn)),
      ),
    )
  );
};

const like = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
