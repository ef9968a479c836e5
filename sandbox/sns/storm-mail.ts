import { randomUUID } from 'node:crypto';
import type { StormNotice } from '../cloudwatch/storm.ts';
import { envelope } from './signing/envelope.ts';
import type { SnsSigner } from './signing/signer.ts';

/** The body of the request with which SNS delivers a notice; another message each time. */
export function sealed({ topic, subject, message, at }: StormNotice, signer: SnsSigner): string {
  const region = topic.split(':')[3] ?? '';
  return envelope(
    {
      Type: 'Notification',
      MessageId: randomUUID(),
      TopicArn: topic,
      Subject: subject,
      Message: message,
      Timestamp: new Date(at).toISOString(),
    },
    { signer, version: '2', region, subscriptionArn: `${topic}:storm` },
  );
}

/** Each of these twice, in an order that is only roughly theirs: each delivery comes up to `late` places too late. */
export const twiceAndShuffled = <T>(ordered: readonly T[], late: number, random: () => number): T[] =>
  ordered
    .flatMap((one, place) => [
      { one, place: place + random() * late },
      { one, place: place + random() * late },
    ])
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
