import { parseDocument } from 'yaml';
import type { Sandbox } from '../sandbox.ts';

/** The queue's name, the same in every account and region. */
const NAME = 'wheelhouse-alarms';

/** In seconds: what a bot that was killed had in hand comes back soon. SQS's own is 30 unless it is told. */
const HIDDEN_S = '5';

/** Makes a queue beside every topic of the alarms, and subscribes it. Answers their addresses, as AWS writes them. */
export function makeAlarmQueues({ accounts, sns, sqs }: Pick<Sandbox, 'accounts' | 'sns' | 'sqs'>): string[] {
  return accounts.flatMap((account) =>
    sns(account)
      .topics.all()
      .map(({ arn, region }) => {
        const queue = sqs(account).queues.create(region, NAME, {
          Policy: policyFor(arn),
          VisibilityTimeout: HIDDEN_S,
        });
        sns(account).subscribe(arn, 'sqs', queue.arn);
        return `https://sqs.${region}.amazonaws.com/${account}/${NAME}`;
      }),
  );
}

/** That topic alone may send (SQS Developer Guide, "Subscribing a queue to an Amazon SNS topic"). */
const policyFor = (topicArn: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: '*',
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  });

/** A configuration whose bots read these queues. */
export function withAlarmQueues(configuration: string, urls: readonly string[]): string {
  const document = parseDocument(configuration);
  document.setIn(['alarms', 'queues'], urls);
  return document.toString();
}
