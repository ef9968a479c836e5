import { createHmac } from 'node:crypto';
import { verifySlackRequest } from '@slack/bolt';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slackSignature } from '../../../../src/handlers/receivers/slack-signature.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = 1_795_775_000_000;
const NOW_S = NOW / 1000;

const sign = (secret: string, at: number | string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;

const headers = (time: string | undefined, signature: string | undefined) => ({
  ...(time === undefined ? {} : { 'x-slack-request-timestamp': time }),
  ...(signature === undefined ? {} : { 'x-slack-signature': signature }),
});

const found = (time: string | undefined, signature: string | undefined, body = 'text=status') =>
  slackSignature(SECRET)(headers(time, signature), Buffer.from(body), NOW);

/** What Bolt says to the same request. */
function boltTakes(at: number, signature: string, body: string): boolean {
  try {
    verifySlackRequest({
      signingSecret: SECRET,
      body,
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': at },
      nowMilliseconds: NOW,
    });
    return true;
  } catch {
    return false;
  }
}

describe('a request is taken for Slack’s', () => {
  test('when it is signed with the secret', () => {
    expect(found(`${NOW_S}`, sign(SECRET, NOW_S, 'text=status'))).toBe('genuine');
  });

  test('up to five minutes after it was sent', () => {
    const at = (ago: number) => found(`${NOW_S - ago}`, sign(SECRET, NOW_S - ago, 'text=status'));
    expect([at(299), at(300), at(301)]).toEqual(['genuine', 'genuine', 'stale']);
  });

  test('as bytes, also where they aren’t text', () => {
    const body = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    const mac = createHmac('sha256', SECRET).update(`v0:${NOW_S}:`).update(body).digest('hex');
    const authenticity = slackSignature(SECRET);
    const said = headers(`${NOW_S}`, `v0=${mac}`);
    expect(authenticity(said, body, NOW)).toBe('genuine');
    expect(authenticity(said, Buffer.from(body.toString()), NOW)).toBe('forged');
  });
});

describe('a request isn’t taken for Slack’s', () => {
  const right = sign(SECRET, NOW_S, 'text=status');

  test.each([
    ['without a signature', `${NOW_S}`, undefined],
    ['without a time', undefined, right],
    ['with a time that is no number', 'now', right],
    ['with a time that only looks like one', `${NOW_S}.0`, right],
    ['with two times in one header', `${NOW_S}, ${NOW_S}`, right],
    ['with an empty time', '', right],
  ])('%s', (_, time, signature) => {
    expect(found(time, signature)).toBe('unsigned');
  });

  test.each([
    ['by another secret', sign('guessed', NOW_S, 'text=status')],
    ['by an empty secret', sign('', NOW_S, 'text=status')],
    ['for another body', sign(SECRET, NOW_S, 'text=restart')],
    ['for another time', sign(SECRET, NOW_S - 1, 'text=status')],
    ['of another version', right.replace('v0', 'v1')],
    ['cut short', right.slice(0, 35)],
    ['twice', `${right}, ${right}`],
    ['in capitals', right.toUpperCase()],
    ['that is empty', ''],
    ['with more behind it', `${right}=`],
  ])('signed %s', (_, signature) => {
    expect(found(`${NOW_S}`, signature)).toBe('forged');
  });
});

test('Bolt would say the same, whatever is signed with whatever', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: NOW_S - 600, max: NOW_S + 600 }),
      fc.oneof(fc.constant(SECRET), text),
      fc.boolean(),
      (body, at, secret, isSwapped) => {
        const signature = sign(secret, at, isSwapped ? `${body} ` : body);
        const ours = found(`${at}`, signature, body) === 'genuine';
        expect(ours).toBe(boltTakes(at, signature, body));
      },
    ),
    { numRuns: 500 },
  );
});
