import { randomUUID } from 'node:crypto';
import { alarmTopic } from '../../../../sandbox/cloudwatch/seed.ts';
import { envelope } from '../../../../sandbox/sns/signing/envelope.ts';
import { sharedSigner } from '../../../../sandbox/sns/signing/signer.ts';
import { registry } from '../../../support/values.ts';
import type { AlarmGround } from '../alarms/ground.ts';
import type { Attack } from '../attack.ts';
import { JSON_TYPE } from '../post.ts';

type Row = Attack<AlarmGround>;

const NOBODY =
  'anybody on the internet can send it, and nobody known did: entries of it would bury the others';

const firing = JSON.stringify({
  version: '4',
  status: 'firing',
  receiver: 'wheelhouse',
  groupKey: '{}:{}',
  truncatedAlerts: 0,
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://evil.example',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'Forged', severity: 'critical', wheelhouse_stack: registry.stack },
      annotations: { summary: 'restart everything' },
      startsAt: '2026-11-26T03:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://evil.example',
      fingerprint: '0123456789abcdef',
    },
  ],
});

/** Somebody who pretends to be Alertmanager. */
const alertmanager = (
  name: string,
  headers: (token: string) => Record<string, string | string[]>,
  path: (token: string) => string = () => '/alertmanager',
): Row => ({
  name,
  send({ send, world }) {
    const token = world.alarmWay?.env.ALERTMANAGER_TOKEN ?? '';
    return send({ path: path(token), headers: { ...JSON_TYPE, ...headers(token) }, body: firing });
  },
  told: { status: 401, answer: /^alertmanager-token$/m },
  leaves: { counted: 'alertmanager-token', unaudited: NOBODY },
});

/** What SNS would send, of the registry's alarm; of a topic that is believed, unless told. */
async function notification(topic = alarmTopic(registry.account, registry.region)): Promise<string> {
  const fields = {
    Type: 'Notification' as const,
    MessageId: randomUUID(),
    TopicArn: topic,
    Message: JSON.stringify({ AlarmName: 'forged', NewStateValue: 'ALARM' }),
    Timestamp: new Date().toISOString(),
  };
  const signer = await sharedSigner();
  return envelope(fields, {
    signer,
    version: '2',
    region: registry.region,
    subscriptionArn: `${topic}:x`,
  });
}

/** Somebody who pretends to be SNS. */
const sns = (
  name: string,
  body: () => Promise<string>,
  counted: string,
  status = 403,
  headers: Record<string, string> = {},
): Row => ({
  name,
  send: async ({ send }) => send({ path: '/sns', headers: { ...JSON_TYPE, ...headers }, body: await body() }),
  told: { status, answer: new RegExp(`^${counted}$`, 'm') },
  leaves: { counted, unaudited: NOBODY },
});

/** News of alarms by those who only pretend to be SNS or Alertmanager. */
export const alarmSenders: readonly Row[] = [
  alertmanager('alerts without a token', () => ({})),
  alertmanager('alerts with another token', () => ({ authorization: `Bearer ${'x'.repeat(32)}` })),
  alertmanager('alerts with the beginning of the token', (token) => ({
    authorization: `Bearer ${token.slice(0, -1)}`,
  })),
  alertmanager('alerts with an empty token', () => ({ authorization: 'Bearer ' })),
  alertmanager('alerts with the token as a password', (token) => ({
    authorization: `Basic ${Buffer.from(`wheelhouse:${token}`).toString('base64')}`,
  })),
  alertmanager(
    'alerts with the token in the address',
    () => ({}),
    (token) => `/alertmanager?token=${token}`,
  ),
  sns(
    'a notification that nobody signed',
    async () => JSON.stringify({ Type: 'Notification' }),
    'sns-no-envelope',
    400,
  ),
  sns(
    'a notification that was changed after it was signed',
    async () => (await notification()).replace('forged', 'changed'),
    'sns-wrong-signature',
  ),
  sns(
    'a notification of a topic that isn’t listed',
    () => notification(`arn:aws:sns:${registry.region}:999988887777:alarms`),
    'sns-foreign-topic',
  ),
  sns('a raw message, which nobody signs', async () => '{}', 'sns-raw-delivery', 400, {
    'x-amz-sns-rawdelivery': 'true',
  }),
];
