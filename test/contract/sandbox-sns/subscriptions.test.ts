import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { ACCOUNT, type SnsScene, snsScene } from './scene.ts';

let scene: SnsScene;
beforeEach(async () => {
  scene = await snsScene();
});
afterEach(() => scene.stop());

const confirm = (Token: string | undefined, TopicArn = scene.topicArn) =>
  scene.client.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
const listed = async () =>
  (await scene.client.send(new ListSubscriptionsByTopicCommand({ TopicArn: scene.topicArn }))).Subscriptions;
const publish = (Message: string) =>
  scene.client.send(new PublishCommand({ TopicArn: scene.topicArn, Message }));

describe('a topic', () => {
  it('is the same one however often it is created', async () => {
    expect(scene.topicArn).toBe(`arn:aws:sns:us-east-1:${ACCOUNT}:alarms`);
    const again = await scene.client.send(new CreateTopicCommand({ Name: 'alarms' }));
    expect(again.TopicArn).toBe(scene.topicArn);
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'with a blank in its name',
      () => scene.client.send(new CreateTopicCommand({ Name: 'my alarms' })),
      { name: 'InvalidParameterException', message: 'Invalid parameter: Topic Name' },
    ],
    [
      'with a third version of signatures',
      () =>
        scene.client.send(
          new SetTopicAttributesCommand({
            TopicArn: scene.topicArn,
            AttributeName: 'SignatureVersion',
            AttributeValue: '3',
          }),
        ),
      { name: 'InvalidParameterException' },
    ],
    [
      'that is not there',
      () => scene.subscribe({ TopicArn: `${scene.topicArn}x` }),
      { name: 'NotFoundException' },
    ],
    [
      'that is no ARN',
      () => scene.subscribe({ TopicArn: 'alarms' }),
      { message: 'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1' },
    ],
  ])('is refused %s', async (_, call, error) => {
    await expect(call()).rejects.toMatchObject(error);
  });
});

describe('an endpoint that is subscribed', () => {
  it('is asked first, and hears nothing before it has confirmed', async () => {
    expect(await scene.subscribe({ ReturnSubscriptionArn: false })).toBe('pending confirmation');
    const { headers, json } = await scene.arrival(1);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': 'SubscriptionConfirmation',
      'x-amz-sns-message-id': json['MessageId'],
      'x-amz-sns-topic-arn': scene.topicArn,
      'user-agent': 'Amazon Simple Notification Service Agent',
    });
    expect(headers).not.toHaveProperty('x-amz-sns-subscription-arn');
    expect(json).toMatchObject({
      Type: 'SubscriptionConfirmation',
      Token: expect.stringMatching(/^[0-9a-f]{256}$/),
      TopicArn: scene.topicArn,
      Message: expect.stringContaining(`subscribe to the topic ${scene.topicArn}`),
      SubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${scene.topicArn}&Token=${json['Token']}`,
      Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      SignatureVersion: '1',
      SigningCertURL: expect.stringMatching(
        /^https:\/\/sns\.us-east-1\.amazonaws\.com\/SimpleNotificationService-[A-Za-z0-9]{32}\.pem$/,
      ),
    });
    expect(json).not.toHaveProperty('UnsubscribeURL');
    expect(await listed()).toMatchObject([{ SubscriptionArn: 'PendingConfirmation', Protocol: 'http' }]);
    await publish('too early');
    const { SubscriptionArn } = await confirm(json['Token']);
    await publish('in time');
    expect((await scene.arrival(2)).json).toMatchObject({ Message: 'in time' });
    expect(await listed()).toMatchObject([
      { SubscriptionArn, Owner: ACCOUNT, Endpoint: scene.receiver.url, TopicArn: scene.topicArn },
    ]);
  });

  it('may confirm twice, and is not asked again by another Subscribe', async () => {
    const arn = await scene.confirmed();
    expect((await confirm((await scene.arrival(1)).json['Token'])).SubscriptionArn).toBe(arn);
    expect(await scene.subscribe({ ReturnSubscriptionArn: false })).toBe(arn);
    await publish('next');
    expect((await scene.arrival(2)).json).toMatchObject({ Type: 'Notification' });
  });

  it('gets a new token each time that it is subscribed before it has confirmed', async () => {
    const arn = await scene.subscribe();
    expect(await scene.subscribe()).toBe(arn);
    const [first, second] = [await scene.arrival(1), await scene.arrival(2)];
    await expect(confirm(first.json['Token'])).rejects.toMatchObject({ name: 'InvalidParameterException' });
    expect((await confirm(second.json['Token'])).SubscriptionArn).toBe(arn);
  });

  it("can't be confirmed with a wrong token, for another topic, or after two days", async () => {
    await scene.subscribe();
    const Token = (await scene.arrival(1)).json['Token'];
    const wrong = { name: 'InvalidParameterException', message: 'Invalid parameter: Token' };
    await expect(confirm(`${Token?.slice(0, -1)}x`)).rejects.toMatchObject(wrong);
    const other = await scene.client.send(new CreateTopicCommand({ Name: 'other' }));
    await expect(confirm(Token, other.TopicArn)).rejects.toMatchObject(wrong);
    scene.pass(2 * 86_400 + 1);
    await expect(confirm(Token)).rejects.toMatchObject(wrong);
  });

  it('is told when it no longer is, with a token that brings it back', async () => {
    const arn = await scene.confirmed();
    await scene.client.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    const { headers, json } = await scene.arrival(2);
    expect(headers).toMatchObject({
      'x-amz-sns-message-type': 'UnsubscribeConfirmation',
      'x-amz-sns-subscription-arn': arn,
    });
    expect(json).toMatchObject({
      Type: 'UnsubscribeConfirmation',
      Message: expect.stringContaining(`deactivate subscription ${arn}`),
      SubscribeURL: expect.stringContaining(`Token=${json['Token']}`),
    });
    expect(await listed()).toEqual([]);
    await publish('nobody hears this');
    await confirm(json['Token']);
    await publish('again');
    expect((await scene.arrival(3)).json).toMatchObject({ Message: 'again' });
  });

  it("can't be unsubscribed before it has confirmed, or when it is unknown", async () => {
    const SubscriptionArn = await scene.subscribe();
    await expect(scene.client.send(new UnsubscribeCommand({ SubscriptionArn }))).rejects.toMatchObject({
      message: expect.stringContaining('pending confirmation'),
    });
    await expect(
      scene.client.send(new UnsubscribeCommand({ SubscriptionArn: `${SubscriptionArn}x` })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it.each([
    [
      'gopher',
      'gopher://host',
      'Invalid parameter: Amazon SNS does not support this protocol string: gopher',
    ],
    ['https', 'http://host/sns', 'Invalid parameter: Endpoint must match the specified protocol'],
    ['sqs', 'https://sqs.us-east-1.amazonaws.com/1/q', 'Invalid parameter: SQS endpoint ARN'],
  ])('is refused as %s %s', async (Protocol, Endpoint, message) => {
    await expect(scene.subscribe({ Protocol, Endpoint })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    });
  });
});

describe('the faults of SNS', () => {
  it('a Publish whose answer is lost has been delivered all the same', async () => {
    await scene.confirmed();
    scene.sns.faults.next('Publish', { kind: 'reset', when: 'after' });
    await expect(publish('one')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await scene.arrival(2)).json).toMatchObject({ Message: 'one' });
  });

  it.each([
    [{ kind: 'throttle' }, { name: 'Throttling' }],
    [
      { kind: 'deny' },
      {
        name: 'AuthorizationErrorException',
        message: expect.stringContaining('not authorized to perform: SNS:ConfirmSubscription'),
      },
    ],
    [
      { kind: 'status', status: 500, when: 'before' },
      { name: 'InternalFailure', $fault: 'server' },
    ],
  ] as const)('%j', async (fault, error) => {
    scene.sns.faults.next('ConfirmSubscription', fault);
    await expect(confirm('x')).rejects.toMatchObject(error);
  });

  it('a confirmation that is held is done once it is let go', async () => {
    const arn = await scene.subscribe();
    const held = scene.sns.faults.hold('ConfirmSubscription', 'before');
    const confirming = confirm((await scene.arrival(1)).json['Token']);
    await held.held;
    expect(await listed()).toMatchObject([{ SubscriptionArn: 'PendingConfirmation' }]);
    held.release();
    expect((await confirming).SubscriptionArn).toBe(arn);
    await waitFor(async () => (await listed())?.[0]?.SubscriptionArn === arn, { what: 'the confirmation' });
  });
});
