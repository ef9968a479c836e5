import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consumeQueue, type Reader } from '../../../../src/aws/sqs/consume-queue.ts';
import { backOff } from '../../../../src/aws/sqs/pace.ts';
import { queuePlace } from '../../../../src/aws/sqs/queue-place.ts';
import type { Receipt } from '../../../../src/domain/ports/alarm-door.ts';
import { silent } from '../../../support/values.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { FakeSqs, QUEUE } from './fake-sqs.ts';

const TAKEN: Receipt = { kind: 'taken' };
const refused = (
  why: 'alarms-not-stored' | 'sns-wrong-signature' | 'sns-certificate-away',
  until: 'now' | 'forever',
): Receipt => ({
  kind: 'refused',
  why,
  until,
});

let sqs: FakeSqs;
let reader: Reader;
let atHand: boolean;
let pauses: number[];
let receipts: (body: string) => Receipt | Promise<Receipt>;

beforeEach(() => {
  sqs = new FakeSqs();
  atHand = true;
  pauses = [];
  receipts = () => TAKEN;
  reader = consumeQueue({
    queue: QUEUE,
    sqs,
    receive: async (body) => receipts(body),
    storeAtHand: async () => atHand,
    log: silent,
    random: () => 0,
    pause: async (time) => {
      pauses.push(time);
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
});
afterEach(() => reader.stop(1_000));

describe('a message', () => {
  it('is deleted once it is taken', async () => {
    const { promise, resolve } = Promise.withResolvers<Receipt>();
    receipts = () => promise;
    sqs.send('a');
    await waitFor(() => sqs.waiting.length === 0, { what: 'it to be received' });
    expect(sqs.removed).toEqual([]);
    resolve(TAKEN);
    await waitFor(() => sqs.removed.length === 1, { what: 'it to be deleted' });
  });

  it('that will never be believed is left to the redrive policy; the others of its batch are deleted', async () => {
    receipts = (body) => (body === 'forged' ? refused('sns-wrong-signature', 'forever') : TAKEN);
    sqs.send('a', 'forged', 'b');
    await waitFor(() => sqs.removed.length === 2, { what: 'the others to be deleted' });
    expect(sqs.removed).toEqual(['a', 'b']);
    expect(sqs.hidden).toEqual([]);
    expect(pauses).toEqual([]);
  });

  it('that cannot be believed now is put off, longer each time, and holds up nobody else', async () => {
    receipts = (body) => (body === 'later' ? refused('sns-certificate-away', 'now') : TAKEN);
    sqs.send('later');
    await waitFor(() => sqs.hidden.length === 1, { what: 'it to be put off' });
    // It was received three times.
    expect(sqs.hidden).toEqual([{ handle: 'later', time: 40_000 }]);
    sqs.send('a');
    await waitFor(() => sqs.removed.includes('a'), { what: 'the next' });
    expect(pauses).toEqual([]);
  });
});

describe('while the store is away', () => {
  it('nothing is received, and it is asked less and less often', async () => {
    receipts = () => refused('alarms-not-stored', 'now');
    atHand = false;
    sqs.send('a');
    await waitFor(() => pauses.length >= 8, { what: 'some pauses' });
    expect(sqs.receives).toBe(1);
    expect(pauses.slice(0, 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    receipts = () => TAKEN;
    atHand = true;
    sqs.send('b');
    await waitFor(() => sqs.removed.includes('b'), { what: 'the next, when it is back' });
  });
});

describe('while SQS is away', () => {
  it('it is asked again, and reading goes on when it is back', async () => {
    sqs.isAway = true;
    sqs.send('a');
    await waitFor(() => pauses.length >= 3, { what: 'some pauses' });
    sqs.isAway = false;
    sqs.send('b');
    await waitFor(() => sqs.removed.includes('b'), { what: 'the next' });
  });
});

describe('calls', () => {
  it('are one while it is quiet, four while there is much, and one again', async () => {
    await waitFor(() => sqs.polls === 1, { what: 'a poll' });
    receipts = () => new Promise((resolve) => setImmediate(() => resolve(TAKEN)));
    sqs.send(...Array.from({ length: 400 }, (_, n) => `m${n}`));
    await waitFor(() => sqs.removed.length === 400, { what: 'all of them' });
    expect(sqs.mostPolls).toBeGreaterThan(1);
    expect(sqs.mostPolls).toBeLessThanOrEqual(4);
    sqs.send('one more', 'and another', 'and another one', 'the last');
    await waitFor(() => sqs.removed.length === 404, { what: 'the last' });
  });

  it('end at once when it stops, and what was received is finished', async () => {
    const { promise, resolve } = Promise.withResolvers<Receipt>();
    receipts = () => promise;
    sqs.send('a');
    await waitFor(() => sqs.waiting.length === 0, { what: 'it to be received' });
    const stopped = reader.stop(5_000);
    resolve(TAKEN);
    await stopped;
    expect(sqs.removed).toEqual(['a']);
    const { receives } = sqs;
    sqs.send('b');
    await new Promise((done) => setImmediate(done));
    expect(sqs.receives).toBe(receives);
    expect(sqs.removed).toEqual(['a']);
  });

  it('do not hold up a stop for longer than the drain', async () => {
    receipts = () => new Promise(() => undefined);
    sqs.send('a');
    await waitFor(() => sqs.waiting.length === 0, { what: 'it to be received' });
    await reader.stop(50);
    expect(sqs.removed).toEqual([]);
  });
});

describe('a queue', () => {
  it('is found by its address', () => {
    expect(queuePlace(QUEUE.url)).toEqual(QUEUE);
    expect(queuePlace('https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q.fifo')).toMatchObject({
      region: 'cn-north-1',
      name: 'q.fifo',
    });
    expect(queuePlace('https://sqs.us-east-1.evil.example/111122223333/alarms')).toBeUndefined();
  });
});

describe('waiting after failures', () => {
  it('doubles up to half a minute, and is spread', () => {
    expect([1, 2, 7, 100].map((failures) => backOff(failures, 0))).toEqual([500, 1_000, 30_000, 30_000]);
    expect(backOff(1, 1)).toBe(250);
  });
});
