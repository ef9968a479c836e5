import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { TOPIC } from './signer.ts';
import { type WholeEdge, wholeEdge } from './whole-edge.ts';

let edge: WholeEdge;
let client: SNSClient;
beforeEach(async () => {
  edge = await wholeEdge();
  client = new SNSClient({
    region: 'us-east-1',
    endpoint: edge.sns.url,
    credentials: { accessKeyId: 'AKIDSANDBOX', secretAccessKey: 'sandbox' },
  });
  await client.send(new CreateTopicCommand({ Name: 'alarms' }));
});
afterEach(async () => {
  client.destroy();
  await edge.stop();
});

const subscribe = async (Protocol: 'http' | 'sqs', Endpoint: string): Promise<string> => {
  const { SubscriptionArn = '' } = await client.send(
    new SubscribeCommand({ TopicArn: TOPIC, Protocol, Endpoint, ReturnSubscriptionArn: true }),
  );
  return SubscriptionArn;
};
const texts = () => edge.intake.stored.flatMap(({ what }) => (what.kind === 'other' ? what.text : []));
const isStored = (text: string) => waitFor(() => texts().includes(text), { what: `"${text}" to be stored` });
const confirmedCount = async (): Promise<number> => {
  const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }));
  return Subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn?.startsWith('arn:')).length;
};
const left = () => {
  const { visible, inFlight } = edge.queue.counts();
  return visible + inFlight;
};

describe('over HTTP', () => {
  it('a subscription is confirmed by the SDK, what is published is stored, and its end is told', async () => {
    const arn = await subscribe('http', edge.url);
    await waitFor(async () => (await confirmedCount()) === 1, { what: 'the confirmation' });
    edge.sns.publish(TOPIC, { message: 'CPU is high' });
    await isStored('CPU is high');
    await client.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    await waitFor(() => texts().some((text) => text.includes('was ended')), { what: 'the end' });
    expect(edge.refused).toEqual([]);
  });

  it('what the store could not take comes again', async () => {
    await subscribe('http', edge.url);
    await waitFor(async () => (await confirmedCount()) === 1, { what: 'the confirmation' });
    edge.intake.away = 'once';
    edge.sns.publish(TOPIC, { message: 'CPU is high' });
    await isStored('CPU is high');
    expect(edge.refused).toEqual(['alarms-not-stored']);
  });
});

describe('over a queue', () => {
  it('what SNS sends is stored once, and only then deleted', async () => {
    await subscribe('sqs', edge.queue.arn);
    for (let n = 1; n <= 25; n += 1) edge.sns.publish(TOPIC, { message: `alarm ${n}` });
    await waitFor(() => edge.intake.stored.length === 25, { what: 'all of them' });
    await waitFor(() => left() === 0, { what: 'an empty queue' });
    expect(new Set(texts()).size).toBe(25);
  });

  it('what nobody signed is never stored nor deleted: it ends among the dead letters, which is told', async () => {
    edge.queue.send('{"AlarmName":"cpu-high","NewStateValue":"ALARM"}');
    await waitFor(() => edge.dead.counts().visible === 1, { what: 'the dead letter' });
    expect(edge.refused).toEqual(['sns-no-envelope', 'sns-no-envelope']);
    await waitFor(() => texts().some((text) => text.includes('in the dead-letter queue alarms-dead')), {
      what: 'the dead letter to be told',
    });
    expect(edge.deadLetters.get('alarms-dead')).toBe(1);
    expect(texts().filter((text) => text.includes('cpu-high'))).toEqual([]);
  });

  it('what comes while the store is away waits in the queue and costs no tries', async () => {
    await subscribe('sqs', edge.queue.arn);
    edge.intake.away = 'refuses';
    edge.atHand = false;
    for (let n = 1; n <= 12; n += 1) edge.sns.publish(TOPIC, { message: `alarm ${n}` });
    // The poll that waited already takes some in vain; after that nobody asks.
    await waitFor(() => edge.refused.includes('alarms-not-stored'), { what: 'a try in vain' });
    expect(left()).toBe(12);
    edge.intake.away = 'no';
    edge.atHand = true;
    edge.pass(10);
    await waitFor(() => edge.intake.stored.length === 12, { what: 'all of them' });
    await waitFor(() => left() === 0, { what: 'an empty queue' });
    expect(edge.dead.counts().visible).toBe(0);
  });

  it('reading stops at once, and what was not received stays', async () => {
    const began = performance.now();
    await edge.stopReading();
    // A long poll is open: SQS would answer it after twenty seconds.
    expect(performance.now() - began).toBeLessThan(15_000);
    edge.queue.send('later');
    expect(edge.queue.counts().visible).toBe(1);
  });
});
