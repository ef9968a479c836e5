import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SNS_PACE } from '../../../sandbox/sns/delivery/courier.ts';
import { waitFor } from '../../support/wait-for.ts';
import { anEdge, type Edge, post, TOKEN } from './edge.ts';
import { confirmation, notification, signed } from './signer.ts';

let edge: Edge;
beforeEach(async () => {
  edge = await anEdge();
});
afterEach(() => edge.stop());

const MIB = 1024 * 1024;

/** Opens a connection, writes this, and gives all that is answered until the other side closes. */
async function raw(
  head: string,
  more: (write: (text: string) => boolean) => void = () => undefined,
): Promise<string> {
  const socket = connect(Number(new URL(edge.url).port), '127.0.0.1');
  let said = '';
  socket.on('data', (part: Buffer) => {
    said += part.toString();
  });
  // The other side may close while this still writes.
  socket.on('error', () => undefined);
  socket.write(head);
  more((text) => socket.write(text));
  if (!socket.destroyed) await once(socket, 'close');
  return said;
}

describe('a message that SNS signed', () => {
  it.each(['1', '2'])('by version %s is stored once it is answered with 200', async (version) => {
    const fields = notification({ SignatureVersion: version });
    expect(await post(edge, signed(edge.signer, fields))).toMatchObject({ status: 200 });
    expect(edge.intake.stored).toEqual([
      {
        id: `sns/${fields['MessageId']}`,
        via: 'sns',
        what: {
          kind: 'other',
          text: fields['Message'],
          subject: fields['Subject'],
          at: Date.parse(fields['Timestamp'] ?? ''),
        },
      },
    ]);
    const [{ late = -1 } = {}] = edge.received;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(60_000);
  });

  it('may have no subject', async () => {
    const { Subject: _, ...fields } = notification();
    expect(await post(edge, signed(edge.signer, fields))).toMatchObject({ status: 200 });
    expect(edge.intake.stored).toHaveLength(1);
  });

  it('may have 256 KiB, and hold what is no letter', async () => {
    const fields = notification({ Message: '\u0001🚨'.repeat(52_000) });
    expect(await post(edge, signed(edge.signer, fields))).toMatchObject({ status: 200 });
  });

  it('is shown as it is where reading it breaks', async () => {
    edge.reading = () => {
      throw new Error('a fault of the program');
    };
    expect(await post(edge, signed(edge.signer, notification({ Message: 'Ring' })))).toMatchObject({
      status: 200,
    });
    expect(edge.intake.stored).toMatchObject([{ what: { kind: 'other', text: 'Ring' } }]);
  });

  it('costs one fetch of the certificate, however many come at once', async () => {
    const bodies = Array.from({ length: 60 }, () => signed(edge.signer, notification()));
    const answers = await Promise.all(bodies.map((body) => post(edge, body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(edge.intake.stored).toHaveLength(60);
    expect(edge.host.asked).toHaveLength(1);
  });
});

describe('while the store is away', () => {
  it('SNS is asked to come again, and then it is stored', async () => {
    const body = signed(edge.signer, notification());
    edge.intake.away = 'refuses';
    expect(await post(edge, body)).toEqual({ status: 503, word: 'alarms-not-stored', retryAfter: '20' });
    edge.intake.away = 'no';
    expect(await post(edge, body)).toMatchObject({ status: 200 });
    expect(edge.intake.stored).toHaveLength(1);
  });

  it('nobody waits longer than the time for an answer', async () => {
    edge.intake.away = 'hangs';
    const began = performance.now();
    expect(await post(edge, signed(edge.signer, notification()))).toMatchObject({
      status: 503,
      word: 'alarms-too-slow',
    });
    expect(performance.now() - began).toBeLessThan(SNS_PACE.timeoutMs);
  });
});

describe('a body', () => {
  it('that says it has more than 2 MiB is refused unread', async () => {
    const said = await raw(`POST /sns HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 * MIB + 1}\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1.1 413 /);
    expect(edge.refused).toEqual(['alarms-too-large']);
  });

  it('that turns out to have more is cut off', async () => {
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    await raw('POST /sns HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', (write) => {
      for (let sent = 0; sent < 40; sent += 1) write(piece);
    });
    expect(edge.refused).toEqual(['alarms-too-large']);
  });

  it('that comes too slowly is cut off, with the word to come again', async () => {
    const said = await raw('POST /sns HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    expect(said).toMatch(/^HTTP\/1.1 503 [\s\S]*retry-after: 20[\s\S]*alarms-too-slow/i);
    expect(edge.refused).toEqual(['alarms-too-slow']);
  });

  it('that breaks off concerns nobody, and its place is free again', async () => {
    await edge.stop();
    edge = await anEdge({ size: { requests: 1, bytes: MIB } });
    const socket = connect(Number(new URL(edge.url).port), '127.0.0.1');
    socket.write('POST /sns HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    await waitFor(async () => (await post(edge, 'x')).word === 'alarms-too-many', {
      what: 'the only place to be taken',
    });
    socket.destroy();
    await waitFor(async () => (await post(edge, 'x')).word === 'sns-no-envelope', { what: 'the place' });
  });
});

describe('the room', () => {
  it('is bounded: whoever finds no place is asked to come again, and nothing else stops', async () => {
    await edge.stop();
    edge = await anEdge({ size: { requests: 100, bytes: 64 * 1024 } });
    const large = signed(edge.signer, notification({ Message: 'x'.repeat(100_000) }));
    expect(await post(edge, large)).toEqual({ status: 503, word: 'alarms-too-many', retryAfter: '20' });
    expect(await post(edge, signed(edge.signer, notification()))).toMatchObject({ status: 200 });
    expect(edge.intake.stored).toHaveLength(1);
  });
});

describe('other requests', () => {
  it.each(['GET', 'HEAD', 'PUT'])('%s /sns finds nothing', async (method) => {
    expect((await fetch(`${edge.url}/sns`, { method })).status).toBe(404);
    expect(edge.refused).toEqual(['slack: no-such-path']);
  });

  it('a thousand broken ones are all refused, and none is stored', async () => {
    const good = signed(edge.signer, notification());
    const broken = Array.from({ length: 1_000 }, (_, n) => {
      const at = (n * 7919) % good.length;
      const letter = good[at] === '"' ? '' : '"';
      return n % 2 ? good.slice(0, at) : good.slice(0, at) + letter + good.slice(at + 1);
    });
    const answers: number[] = [];
    const sender = async (): Promise<void> => {
      for (let body = broken.pop(); body !== undefined; body = broken.pop()) {
        const answer = await fetch(`${edge.url}/sns`, { method: 'POST', body });
        await answer.text();
        answers.push(answer.status);
      }
    };
    await Promise.all(Array.from({ length: 10 }, sender));
    expect(answers).toHaveLength(1_000);
    expect(answers.every((status) => status === 400 || status === 403)).toBe(true);
    expect(edge.intake.writes).toBe(0);
  });
});

describe('a subscription', () => {
  it('is confirmed with its token, and no address is asked', async () => {
    const body = signed(edge.signer, confirmation('SubscriptionConfirmation'));
    expect(await post(edge, body)).toMatchObject({ status: 200 });
    expect(edge.confirmed).toEqual(['2336412f37fb687f5d51e6e241d164b1']);
    expect(edge.host.asked).toHaveLength(1);
    expect(edge.intake.writes).toBe(0);
  });

  it('that cannot be confirmed now is asked for again', async () => {
    edge.confirmation = { kind: 'throttled', call: 'sns:ConfirmSubscription', detail: 'slow down' };
    const body = signed(edge.signer, confirmation('SubscriptionConfirmation'));
    expect(await post(edge, body)).toMatchObject({ status: 503, word: 'sns-unconfirmed' });
  });

  it('whose token is over is refused for ever', async () => {
    edge.confirmation = { kind: 'invalid', call: 'sns:ConfirmSubscription', detail: 'Invalid token' };
    const body = signed(edge.signer, confirmation('SubscriptionConfirmation'));
    expect(await post(edge, body)).toMatchObject({ status: 403, word: 'sns-unconfirmed' });
  });

  it('that somebody else asks for is not confirmed', async () => {
    const body = signed(edge.signer, confirmation('SubscriptionConfirmation'), { Token: 'mine' });
    expect(await post(edge, body)).toMatchObject({ status: 403, word: 'sns-wrong-signature' });
    expect(edge.confirmed).toEqual([]);
  });

  it('that was ended is announced', async () => {
    expect(await post(edge, signed(edge.signer, confirmation('UnsubscribeConfirmation')))).toMatchObject({
      status: 200,
    });
    expect(edge.intake.stored).toMatchObject([
      { via: 'sns', what: { kind: 'other', subject: 'The subscription of topic alarms was ended' } },
    ]);
    expect(edge.confirmed).toEqual([]);
  });
});

describe('Alertmanager', () => {
  const path = '/alertmanager';
  const headers = { authorization: `Bearer ${TOKEN}` };

  it('is let in with its token', async () => {
    expect(await post(edge, '["a","b"]', { path, headers })).toMatchObject({ status: 200 });
    expect(edge.intake.stored.map(({ id }) => id)).toEqual(['am/a', 'am/b']);
  });

  it.each([
    ['none', undefined],
    ['another', 'Bearer another-token-of-alert'],
    ['a longer one', `Bearer ${TOKEN}x`],
    ['an empty one', 'Bearer '],
    ['one of another kind', `Basic ${TOKEN}`],
  ])('with %s is refused before its body is read', async (_, authorization) => {
    const answer = await post(edge, '["a"]', {
      path,
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(answer).toMatchObject({ status: 401, word: 'alertmanager-token' });
    expect(edge.refused).toEqual(['alertmanager-token']);
    expect(edge.intake.writes).toBe(0);
  });

  it.each(['{', '{"version":"4"}', ''])('that sends %j is told that it is unreadable', async (body) => {
    expect(await post(edge, body, { path, headers })).toMatchObject({
      status: 400,
      word: 'alertmanager-unreadable',
    });
    expect(edge.intake.writes).toBe(0);
  });

  it('is asked to come again while the store is away', async () => {
    edge.intake.away = 'refuses';
    expect(await post(edge, '["a"]', { path, headers })).toMatchObject({ status: 503 });
  });
});
