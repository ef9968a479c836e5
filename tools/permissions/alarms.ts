import type { Read } from './reads.ts';

/** The ways by which alarms come, and what each takes: on those topics, queues and that alarm alone. */
export const alarmNeeds: readonly Read[] = [
  {
    what: 'alarms by SNS over HTTP, of the topics that `alarms` lists',
    needs: ['sns:ConfirmSubscription'],
    without: 'a subscription stays pending, and the log says so',
  },
  {
    what: 'alarms by SQS, of the queues that `alarms` lists',
    needs: [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueAttributes',
    ],
    without: 'nothing comes that way, and the log says so',
  },
  {
    what: 'the synthetic alarm, that one alone',
    needs: ['cloudwatch:SetAlarmState'],
    without: 'it is never set off, and the channel of alarms is told that its news are late',
  },
];
