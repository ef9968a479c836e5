import { beforeAll, describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../src/aws/sns/fetch-certificate.ts';
import { fetchedKeys } from '../../../../src/aws/sns/fetched-keys.ts';
import { topicPlace } from '../../../../src/domain/alarm/sns-envelope.ts';
import { hours, minutes, seconds } from '../../../../src/domain/clock.ts';
import { aSigner, CERTIFICATE_URL, TOPIC } from '../../../contract/alarm-edge/signer.ts';
import { silent } from '../../../support/values.ts';

const topic = topicPlace(TOPIC);
let pem: string;
beforeAll(async () => {
  pem = (await aSigner(undefined, { to: Date.now() + hours(24 * 40) })).certificate;
});

const url = (n: number) =>
  `https://sns.us-east-1.amazonaws.com/SimpleNotificationService-${String(n).padStart(32, '0')}.pem`;

/** Keys over a host of the test's choosing, on a clock of its own. */
function keysOver(give: (url: string) => Response | Promise<Response>) {
  const asked: string[] = [];
  let passed = 0;
  const get: Fetch = async (address) => {
    asked.push(address);
    return give(address);
  };
  const clock = { now: () => Date.now() + passed };
  return {
    keys: fetchedKeys({ fetch: get, clock, log: silent }),
    asked,
    pass: (time: number) => {
      passed += time;
    },
  };
}
const good = () => new Response(pem);
const ill = () => new Response('', { status: 500 });
describe('a certificate', () => {
  it('is fetched once for all who want it at the same time, and kept', async () => {
    const { keys, asked } = keysOver(good);
    const answers = await Promise.all([1, 2, 3].map(async () => keys.of(CERTIFICATE_URL, topic)));
    expect(answers.map(({ kind }) => kind)).toEqual(['key', 'key', 'key']);
    expect(keys.of(CERTIFICATE_URL, topic)).toMatchObject({ kind: 'key' });
    expect(asked).toEqual([CERTIFICATE_URL]);
  });

  it('is fetched anew after a day, and nobody waits for that', async () => {
    let mood = good;
    const { keys, asked, pass } = keysOver(() => mood());
    await keys.of(CERTIFICATE_URL, topic);
    pass(hours(25));
    mood = ill;
    expect(keys.of(CERTIFICATE_URL, topic)).toMatchObject({ kind: 'key' });
    expect(asked).toHaveLength(2);
  });

  it('that could not be fetched again for three days does not count any more', async () => {
    let mood = good;
    const { keys, pass } = keysOver(() => mood());
    await keys.of(CERTIFICATE_URL, topic);
    mood = ill;
    pass(hours(73));
    expect(await keys.of(CERTIFICATE_URL, topic)).toMatchObject({ kind: 'none', until: 'now' });
  });

  it('that SNS has taken away does not count any more', async () => {
    let mood = good;
    const { keys, pass } = keysOver(() => mood());
    await keys.of(CERTIFICATE_URL, topic);
    mood = () => new Response('', { status: 404 });
    pass(hours(25));
    void keys.of(CERTIFICATE_URL, topic);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await keys.of(CERTIFICATE_URL, topic)).toMatchObject({ kind: 'none' });
  });

  it('whose time is over does not count, though it is kept', async () => {
    const soon = (await aSigner(undefined, { to: Date.now() + hours(1) })).certificate;
    const { keys, pass } = keysOver(() => new Response(soon));
    expect(await keys.of(CERTIFICATE_URL, topic)).toMatchObject({ kind: 'key' });
    pass(hours(2));
    expect(keys.of(CERTIFICATE_URL, topic)).toMatchObject({ kind: 'none', why: 'sns-wrong-certificate' });
  });
});

describe('addresses that anybody may name', () => {
  it('are asked for twelve times a minute at most, and a known one stays known', async () => {
    const { keys, asked, pass } = keysOver((address) => (address === CERTIFICATE_URL ? good() : ill()));
    await keys.of(CERTIFICATE_URL, topic);
    const answers = await Promise.all(Array.from({ length: 100 }, async (_, n) => keys.of(url(n), topic)));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['none']));
    expect(asked).toHaveLength(12);
    expect(keys.of(CERTIFICATE_URL, topic)).toMatchObject({ kind: 'key' });
    pass(minutes(1) + 1);
    await keys.of(url(200), topic);
    expect(asked).toHaveLength(13);
  });

  it('are not asked again at once where they failed, but soon', async () => {
    let mood = ill;
    const { keys, asked, pass } = keysOver(() => mood());
    await keys.of(url(1), topic);
    await keys.of(url(1), topic);
    expect(asked).toHaveLength(1);
    mood = good;
    pass(seconds(11));
    expect(await keys.of(url(1), topic)).toMatchObject({ kind: 'key' });
  });

  it('are forgotten in the order of their use, so that memory is bounded', async () => {
    const { keys, asked, pass } = keysOver(good);
    for (let n = 0; n < 33; n += 1) {
      await keys.of(url(n), topic);
      await keys.of(url(0), topic);
      pass(seconds(6));
    }
    expect(asked).toHaveLength(33);
    for (const n of [0, 2]) expect(keys.of(url(n), topic)).toMatchObject({ kind: 'key' });
    expect(asked).toHaveLength(33);
    await keys.of(url(1), topic);
    expect(asked).toHaveLength(34);
  });
});
