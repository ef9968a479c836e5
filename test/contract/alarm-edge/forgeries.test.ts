import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SNS_PACE } from '../../../sandbox/sns/delivery/courier.ts';
import { seconds } from '../../../src/domain/clock.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { HostMood } from './certificate-host.ts';
import { anEdge, type Edge, post } from './edge.ts';
import {
  aSigner,
  CERTIFICATE_FILE,
  CERTIFICATE_URL,
  notification,
  type Signer,
  signed,
  TOPIC,
} from './signer.ts';

let edge: Edge;
beforeEach(async () => {
  edge = await anEdge();
});
afterEach(() => edge.stop());

const stranger = aSigner();
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString();

interface Forgery {
  readonly name: string;
  readonly body: (signer: Signer) => string | Promise<string>;
  readonly status: number;
  readonly why: string;
  /** Certificates that are fetched to find out; none unless told. */
  readonly fetches?: number;
}

const certificateAt = (url: string) => (signer: Signer) =>
  signed(signer, notification(), { SigningCertURL: url });
const looksLike = (url: string): Forgery => ({
  name: `the certificate at ${url}`,
  body: certificateAt(url),
  status: 403,
  why: 'sns-foreign-certificate',
});

const forgeries: readonly Forgery[] = [
  {
    name: "a stranger's key",
    body: async () => signed(await stranger, notification()),
    status: 403,
    why: 'sns-wrong-signature',
    fetches: 1,
  },
  {
    name: 'a changed message',
    body: (signer) => signed(signer, notification(), { Message: 'All is well' }),
    status: 403,
    why: 'sns-wrong-signature',
    fetches: 1,
  },
  {
    name: 'a changed subject',
    body: (signer) => signed(signer, notification(), { Subject: 'OK: "cpu-high"' }),
    status: 403,
    why: 'sns-wrong-signature',
    fetches: 1,
  },
  {
    name: 'a subject that was not there',
    body: (signer) => {
      const { Subject: _, ...without } = notification();
      return signed(signer, without, { Subject: 'ALARM' });
    },
    status: 403,
    why: 'sns-wrong-signature',
    fetches: 1,
  },
  {
    name: 'another message id, so that a replay looks new',
    body: (signer) => signed(signer, notification(), { MessageId: '00000000-0000-0000-0000-000000000000' }),
    status: 403,
    why: 'sns-wrong-signature',
    fetches: 1,
  },
  {
    name: 'an old message with a new time',
    body: (signer) =>
      signed(signer, notification({ Timestamp: minutesAgo(600) }), { Timestamp: minutesAgo(0) }),
    status: 403,
    why: 'sns-wrong-signature',
    fetches: 1,
  },
  {
    name: 'a signature of version 1 said to be of version 2',
    body: (signer) => signed(signer, notification(), { SignatureVersion: '2' }),
    status: 403,
    why: 'sns-wrong-signature',
    fetches: 1,
  },
  {
    name: 'a notification turned into an end of the subscription',
    body: (signer) =>
      signed(signer, notification(), { Type: 'UnsubscribeConfirmation', Token: 'a', SubscribeURL: 'b' }),
    status: 403,
    why: 'sns-wrong-signature',
    fetches: 1,
  },
  {
    name: 'a message an hour and ten minutes old',
    body: (signer) => signed(signer, notification({ Timestamp: minutesAgo(70) })),
    status: 403,
    why: 'sns-too-old',
  },
  {
    // Our own clock may be what is wrong.
    name: 'a message of the future',
    body: (signer) => signed(signer, notification({ Timestamp: minutesAgo(-10) })),
    status: 503,
    why: 'sns-from-the-future',
  },
  {
    name: 'another topic of the same account',
    body: (signer) => signed(signer, notification({ TopicArn: `${TOPIC}-2` })),
    status: 403,
    why: 'sns-foreign-topic',
  },
  {
    name: 'a topic of the same name in another account',
    body: (signer) => signed(signer, notification({ TopicArn: TOPIC.replace('1111', '9999') })),
    status: 403,
    why: 'sns-foreign-topic',
  },
  looksLike(`http://sns.us-east-1.amazonaws.com/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.us-east-1.amazonaws.com.evil.example/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.us-east-1.amazonaws.com@evil.example/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.us-east-1.amazonaws.com:8443/${CERTIFICATE_FILE}`),
  looksLike(`https://evil.example/${CERTIFICATE_FILE}`),
  looksLike(`https://evil.example/?https://sns.us-east-1.amazonaws.com/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.us-east-1.amazonaws.com\\@evil.example/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.us-east-1.evil.amazonaws.com/${CERTIFICATE_FILE}`),
  looksLike(`https://snsXus-east-1.amazonaws.com/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.us-east-1.amazonaws.com.cn/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.eu-west-1.amazonaws.com/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.us-east-1.amazonaws.com/${CERTIFICATE_FILE}?x=1`),
  looksLike(`https://sns.us-east-1.amazonaws.com/${CERTIFICATE_FILE}\n`),
  looksLike(`https://sns.us-east-1.amazonaws.com/../${CERTIFICATE_FILE}`),
  looksLike(`https://s3.us-east-1.amazonaws.com/my-bucket/${CERTIFICATE_FILE}`),
  looksLike(`https://my-bucket.s3.amazonaws.com/${CERTIFICATE_FILE}`),
  looksLike(`https://sns.us-east-1.amazonaws.com/my-bucket/${CERTIFICATE_FILE}`),
  looksLike('https://sns.us-east-1.amazonaws.com/evil.pem'),
  { name: 'no JSON', body: () => 'ALARM!', status: 400, why: 'sns-no-envelope' },
  { name: 'nothing', body: () => '', status: 400, why: 'sns-no-envelope' },
  {
    name: 'what raw delivery sends',
    body: () => '{"AlarmName":"cpu-high"}',
    status: 400,
    why: 'sns-no-envelope',
  },
  {
    name: 'a message without a signature',
    body: () => JSON.stringify({ ...notification(), SignatureVersion: '1', SigningCertURL: CERTIFICATE_URL }),
    status: 400,
    why: 'sns-no-envelope',
  },
  {
    name: 'a signature of a version that nobody knows',
    body: (signer) => signed(signer, notification(), { SignatureVersion: '3' }),
    status: 400,
    why: 'sns-no-envelope',
  },
  {
    name: 'a line break in the message id, by which two messages could sign alike',
    body: (signer) => signed(signer, notification({ MessageId: 'a\nSubject\nb' })),
    status: 400,
    why: 'sns-no-envelope',
  },
];

describe.each(forgeries)('$name', ({ body, status, why, fetches = 0 }) => {
  it('is refused over HTTP, counted, and nothing is stored', async () => {
    const answer = await post(edge, await body(edge.signer));
    expect(answer).toMatchObject({ status, word: why });
    expect(edge.refused).toEqual([why]);
    expect(edge.intake.writes).toBe(0);
    expect(edge.host.asked).toHaveLength(fetches);
  });

  it('is not believed from a queue either', async () => {
    const receipt = await edge.fromQueue(await body(edge.signer));
    // A queue keeps what is old: there only the signature counts.
    if (why === 'sns-too-old') return expect(receipt).toEqual({ kind: 'taken' });
    expect(receipt).toEqual({ kind: 'refused', why, until: status === 503 ? 'now' : 'forever' });
    expect(edge.intake.writes).toBe(0);
  });
});

describe('certificates', () => {
  const rows: readonly {
    readonly name: string;
    readonly mood: (signer: Signer) => HostMood | Promise<HostMood>;
  }[] = [
    { name: 'a host that says nothing', mood: () => ({ kind: 'silent' }) },
    { name: 'a host that sends a byte now and then', mood: () => ({ kind: 'trickles' }) },
    { name: 'a host that sends without end', mood: () => ({ kind: 'endless' }) },
    {
      name: 'a redirect to the right one',
      mood: ({ certificate }) => ({ kind: 'redirects', text: certificate }),
    },
    { name: 'a host that is ill', mood: () => ({ kind: 'status', status: 500 }) },
    { name: 'no such file', mood: () => ({ kind: 'status', status: 404 }) },
    {
      name: 'something else than a certificate',
      mood: () => ({ kind: 'gives', text: '<html>log in</html>' }),
    },
    {
      name: 'a key of another kind',
      mood: async () => ({ kind: 'gives', text: (await aSigner(undefined, { keyType: 'ec' })).certificate }),
    },
  ];
  it.each(rows)(
    '$name: 503 in time, nothing stored, nothing left open, and the next try passes',
    async ({ mood }) => {
      edge.host.mood = await mood(edge.signer);
      const body = signed(edge.signer, notification());
      const began = performance.now();
      expect(await post(edge, body)).toEqual({ status: 503, word: 'sns-certificate-away', retryAfter: '20' });
      expect(performance.now() - began).toBeLessThan(SNS_PACE.timeoutMs);
      expect(edge.intake.writes).toBe(0);
      await waitFor(() => edge.host.open() === 0, { what: 'the fetch to be given up' });
      edge.host.mood = { kind: 'gives', text: edge.signer.certificate };
      edge.later(seconds(20));
      expect(await post(edge, body)).toMatchObject({ status: 200 });
    },
  );

  it('one that was issued for somebody else is never believed', async () => {
    const other = await aSigner('evil.amazonaws.com');
    edge.host.mood = { kind: 'gives', text: other.certificate };
    expect(await post(edge, signed(other, notification()))).toMatchObject({
      status: 403,
      word: 'sns-wrong-certificate',
    });
    expect(edge.intake.writes).toBe(0);
  });

  it.each([
    ['is over', { from: Date.now() - 9e8, to: Date.now() - 1e6 }],
    ['has not begun', { from: Date.now() + 1e7, to: Date.now() + 9e8 }],
  ])('one whose time %s is not believed now', async (_, time) => {
    const late = await aSigner(undefined, time);
    edge.host.mood = { kind: 'gives', text: late.certificate };
    expect(await post(edge, signed(late, notification()))).toMatchObject({
      status: 503,
      word: 'sns-wrong-certificate',
    });
    expect(edge.intake.writes).toBe(0);
  });
});

describe('a replay', () => {
  it('is answered 200, because SNS tries again too, and stored once', async () => {
    const body = signed(edge.signer, notification());
    expect((await post(edge, body)).status).toBe(200);
    expect((await post(edge, body)).status).toBe(200);
    expect(await edge.fromQueue(body)).toEqual({ kind: 'taken' });
    expect(edge.intake.stored).toHaveLength(1);
    expect(edge.received.map(({ via, stored }) => `${via} ${stored}`)).toEqual(['sns 1', 'sns 0', 'sqs 0']);
  });
});

describe('raw delivery', () => {
  it('is refused by its header, whatever the body is', async () => {
    const headers = { 'x-amz-sns-rawdelivery': 'true' };
    const answer = await post(edge, signed(edge.signer, notification()), { headers });
    expect(answer).toMatchObject({ status: 400, word: 'sns-raw-delivery' });
    expect(edge.refused).toEqual(['sns-raw-delivery']);
    expect(edge.intake.writes).toBe(0);
  });
});
