import { PublishCommand, SetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import type { Answering } from './receiver.ts';
import { type SnsScene, snsScene } from './scene.ts';

let scene: SnsScene;
beforeEach(async () => {
  scene = await snsScene();
});
afterEach(() => scene.stop());

const publish = async (Message: string, more: { Subject?: string } = {}) => {
  const { MessageId } = await scene.client.send(
    new PublishCommand({ TopicArn: scene.topicArn, Message, ...more }),
  );
  return MessageId ?? '';
};

/** How a message to a subscription ended, once it has. */
const ended = (arn: string, messageId: string) =>
  waitFor(
    () => scene.sns.deliveries(arn).find((one) => one.messageId === messageId && one.outcome !== 'pending'),
    {
      what: 'the delivery to end',
      show: () => scene.sns.deliveries(arn),
    },
  );

const bodies = (arn: string) => scene.queues.find(arn)?.bodies() ?? [];
const set = (SubscriptionArn: string, AttributeName: string, AttributeValue: string) =>
  scene.client.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
const deadLetters = (arn: string) => JSON.stringify({ deadLetterTargetArn: arn });

describe('a message to an endpoint', () => {
  it('comes with its headers, its subject and its id', async () => {
    const arn = await scene.confirmed();
    const id = await publish('it burns', { Subject: 'ALARM: "errors" in US East (N. Virginia)' });
    const { headers, json } = await scene.arrival(2);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-message-id': id,
      'x-amz-sns-topic-arn': scene.topicArn,
      'x-amz-sns-subscription-arn': arn,
    });
    expect(headers).not.toHaveProperty('x-amz-sns-rawdelivery');
    expect(json).toMatchObject({
      Type: 'Notification',
      MessageId: id,
      TopicArn: scene.topicArn,
      Subject: 'ALARM: "errors" in US East (N. Virginia)',
      Message: 'it burns',
      UnsubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${arn}`,
    });
    expect(await ended(arn, id)).toMatchObject({ attempts: 1, outcome: 'delivered', lastReply: '200' });
  });

  it.each<[string, Answering]>([
    ['the server fails', 503],
    ['it is told to slow down', 429],
    ['its connection is cut', 'cut'],
    ['nobody answers in time', 'silence'],
  ])('is sent again, the same to the letter, when %s', async (_, answer) => {
    const arn = await scene.confirmed();
    scene.receiver.next(answer, answer, 500);
    const id = await publish('it burns');
    expect(await ended(arn, id)).toMatchObject({ attempts: 4, outcome: 'delivered' });
    const sent = scene.receiver.arrived.slice(1);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers['x-amz-sns-message-id']))).toEqual(new Set([id]));
  });

  it('is dropped and counted after three tries more', async () => {
    const arn = await scene.confirmed();
    scene.receiver.next(500, 500, 500, 500);
    const id = await publish('it burns');
    expect(await ended(arn, id)).toMatchObject({ attempts: 4, outcome: 'dropped', lastReply: '500' });
    expect(scene.sns.dropped()).toBe(1);
  });

  it.each([400, 403, 404, 302])('is given up at once after a %i', async (status) => {
    const arn = await scene.confirmed();
    scene.receiver.next(status);
    expect(await ended(arn, await publish('it burns'))).toMatchObject({ attempts: 1, outcome: 'dropped' });
    expect(await ended(arn, await publish('it still burns'))).toMatchObject({ outcome: 'delivered' });
  });

  it('goes to the dead-letter queue of its subscription, whole', async () => {
    const dead = scene.queue('dead');
    const arn = await scene.confirmed({ Attributes: { RedrivePolicy: deadLetters(dead) } });
    scene.receiver.next(404);
    const id = await publish('it burns');
    expect(await ended(arn, id)).toMatchObject({ attempts: 1, outcome: 'dead-lettered' });
    expect(bodies(dead)).toEqual([scene.receiver.arrived[1]?.body]);
    expect(scene.sns.dropped()).toBe(0);
  });

  it("is lost when the dead-letter queue's policy doesn't let SNS send", async () => {
    const dead = scene.queues.create('us-east-1', 'closed').arn;
    const arn = await scene.confirmed();
    await set(arn, 'RedrivePolicy', deadLetters(dead));
    scene.receiver.next(404);
    expect(await ended(arn, await publish('it burns'))).toMatchObject({ outcome: 'dropped' });
    expect(bodies(dead)).toEqual([]);
  });

  it('comes bare when its subscription is raw', async () => {
    await scene.confirmed({ Attributes: { RawMessageDelivery: 'true' } });
    await publish('it burns', { Subject: 'ALARM' });
    const raw = await waitFor(() => scene.receiver.arrived[1], { what: 'the raw message' });
    expect(raw.body).toBe('it burns');
    expect(raw.headers).toMatchObject({
      'x-amz-sns-rawdelivery': 'true',
      'x-amz-sns-message-type': 'Notification',
    });
  });
});

describe('a request to confirm', () => {
  it('is tried again, too', async () => {
    scene.receiver.next(503);
    const arn = await scene.subscribe();
    await scene.arrival(2);
    await waitFor(() => scene.sns.deliveries(arn)[0]?.outcome === 'delivered', { what: 'the confirmation' });
    expect(scene.sns.deliveries(arn)).toMatchObject([{ type: 'SubscriptionConfirmation', attempts: 2 }]);
  });
});

describe('a message to a queue', () => {
  it('comes in the same JSON, without anybody being asked', async () => {
    const queue = scene.queue('alarms');
    const arn = await scene.subscribe({ Protocol: 'sqs', Endpoint: queue });
    const id = await publish('it burns', { Subject: 'ALARM' });
    await ended(arn, id);
    const [body = ''] = bodies(queue);
    expect(JSON.parse(body)).toMatchObject({
      Type: 'Notification',
      MessageId: id,
      TopicArn: scene.topicArn,
      Subject: 'ALARM',
      Message: 'it burns',
      Signature: expect.any(String),
      UnsubscribeURL: expect.stringContaining(arn),
    });
  });

  it('comes bare when its subscription is raw', async () => {
    const queue = scene.queue('alarms');
    const arn = await scene.subscribe({ Protocol: 'sqs', Endpoint: queue });
    await set(arn, 'RawMessageDelivery', 'true');
    await ended(arn, await publish('it burns'));
    expect(bodies(queue)).toEqual(['it burns']);
  });

  it.each(['us-east-1', 'eu-west-1'])(
    "is lost where the queue isn't, or doesn't let SNS send: %s",
    async (region) => {
      scene.queues.create('us-east-1', 'closed');
      const Endpoint = `arn:aws:sqs:${region}:111122223333:closed`;
      const arn = await scene.subscribe({ Protocol: 'sqs', Endpoint });
      expect(await ended(arn, await publish('it burns'))).toMatchObject({
        outcome: 'dropped',
        lastReply: 'refused',
      });
    },
  );
});

describe('troubles on the way', () => {
  it('a message may come twice', async () => {
    const arn = await scene.confirmed();
    const back = scene.sns.troubles.twice();
    const id = await publish('it burns');
    const [first, second] = [await scene.arrival(2), await scene.arrival(3)];
    expect(second).toMatchObject({ json: first.json });
    await waitFor(() => scene.sns.deliveries(arn).filter((one) => one.messageId === id).length === 2, {
      what: 'two deliveries',
    });
    back();
    await publish('once');
    expect((await scene.arrival(4)).json).toMatchObject({ Message: 'once' });
  });

  it('messages may come late, and the newest first', async () => {
    const queue = scene.queue('alarms');
    const arn = await scene.subscribe({ Protocol: 'sqs', Endpoint: queue });
    await set(arn, 'RawMessageDelivery', 'true');
    const release = scene.sns.troubles.hold();
    const ids = [await publish('ALARM'), await publish('OK')];
    expect(bodies(queue)).toEqual([]);
    release();
    for (const id of ids) await ended(arn, id);
    expect(bodies(queue)).toEqual(['OK', 'ALARM']);
  });
});

describe('publish inside AWS', () => {
  it('does what Publish does, and refuses what it refuses', async () => {
    const arn = await scene.confirmed();
    const id = scene.sns.publish(scene.topicArn, { subject: 'ALARM', message: 'it burns' });
    await ended(arn, id);
    expect((await scene.arrival(2)).json).toMatchObject({ MessageId: id, Subject: 'ALARM' });
    expect(() => scene.sns.publish(`${scene.topicArn}x`, { message: 'x' })).toThrow('Topic does not exist');
  });
});

describe('what Publish refuses', () => {
  it.each<[string, string, { Subject?: string }, string]>([
    ['no message', '', {}, 'Invalid parameter: Empty message'],
    ['more than 256 KiB', `${'ä'.repeat(131_072)}x`, {}, 'Invalid parameter: Message too long'],
    [
      'a subject of more than 100 characters',
      'x',
      { Subject: 'x'.repeat(101) },
      'Invalid parameter: Subject',
    ],
    ['a subject of two lines', 'x', { Subject: 'one\ntwo' }, 'Invalid parameter: Subject'],
  ])('%s', async (_, message, more, sentence) => {
    await expect(publish(message, more)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: sentence,
    });
  });

  it('takes 256 KiB to the byte', async () => {
    const arn = await scene.confirmed();
    expect(await ended(arn, await publish('ä'.repeat(131_072)))).toMatchObject({ outcome: 'delivered' });
  });
});
