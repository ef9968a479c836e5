import { describe, expect, it } from 'vitest';
import { closedFor, fullBucket, type Pace, taken, type Urgency, waitFor } from '../../../src/slack/bucket.ts';
import { slackBudget } from '../../../src/slack/budget.ts';

const pace: Pace = { burst: 3, every: 1000, reserve: 1 };

/** Takes as soon as it may, from a full bucket; the times at which it could. */
function timesOf(count: number, urgency: Urgency, given = pace): number[] {
  let now = 0;
  let bucket = fullBucket(given, now);
  return Array.from({ length: count }, () => {
    now += waitFor(bucket, given, urgency, now);
    bucket = taken(bucket, given, now);
    return now;
  });
}

describe('a bucket', () => {
  it('gives a burst, then one each interval', () => {
    expect(timesOf(6, 'urgent')).toEqual([0, 0, 0, 1000, 2000, 3000]);
  });

  it('keeps its reserve for what is urgent', () => {
    expect(timesOf(4, 'patient')).toEqual([0, 0, 1000, 2000]);
    let bucket = fullBucket(pace, 0);
    for (let i = 0; i < 2; i += 1) bucket = taken(bucket, pace, 0);
    expect(waitFor(bucket, pace, 'patient', 0)).toBe(1000);
    expect(waitFor(bucket, pace, 'urgent', 0)).toBe(0);
  });

  it('gives nothing before Slack said, then one, then one each interval', () => {
    const closed = closedFor(fullBucket(pace, 0), 5000, 0);
    expect(waitFor(closed, pace, 'urgent', 0)).toBe(5000);
    expect(waitFor(closed, pace, 'urgent', 5000)).toBe(0);
    expect(waitFor(taken(closed, pace, 5000), pace, 'urgent', 5000)).toBe(1000);
    expect(waitFor(closedFor(closed, 100, 0), pace, 'urgent', 0)).toBe(5000);
  });

  it('neither overflows in a long rest nor loses anything when the clock goes back', () => {
    const bucket = taken(taken(fullBucket(pace, 10_000), pace, 10_000), pace, 10_000);
    expect(waitFor(bucket, pace, 'urgent', 0)).toBe(0);
    expect(taken(bucket, pace, 1_000_000).tokens).toBe(2);
  });
});

/** The most that happened in any window of that length. */
const most = (times: readonly number[], window: number): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + window).length));

describe("Slack's budget", () => {
  const world = () => {
    const clock = { at: 0, now: () => clock.at };
    return { clock, budget: slackBudget(clock, { postEvery: 1000, callEvery: 1500 }) };
  };

  it('never makes more than 50 edits in any minute, also after a rest', () => {
    const { clock, budget } = world();
    const edits: number[] = [];
    for (; edits.length < 300; clock.at += budget.wait('chat.update', 'C1', 'urgent')) {
      if (budget.take('chat.update', 'C1', 'urgent') === 0) edits.push(clock.at);
    }
    expect(most(edits, 60_000)).toBeLessThanOrEqual(50);
    expect(300 / (edits.at(-1) ?? 0)).toBeGreaterThan(35 / 60_000);
  });

  it('counts posts by channel, and rests only where Slack said so', () => {
    const { budget } = world();
    for (let i = 0; i < 3; i += 1) expect(budget.take('chat.postMessage', 'C1', 'urgent')).toBe(0);
    expect(budget.take('chat.postMessage', 'C1', 'urgent')).toBe(1000);
    budget.limited('chat.postMessage', 'C2', 30_000);
    expect(budget.wait('chat.postMessage', 'C2', 'urgent')).toBe(30_000);
    expect(budget.wait('chat.postMessage', 'C3', 'urgent')).toBe(0);
    expect(budget.wait('chat.update', 'C2', 'urgent')).toBe(0);
    budget.limited('chat.update', 'C1', 20_000);
    expect(budget.wait('chat.update', 'C9', 'urgent')).toBe(20_000);
  });

  it('sets aside what alarms wait for: others go on with what is left, and with all of it once they are posted', () => {
    const { clock, budget } = world();
    budget.expect(['C1']);
    expect([0, 1, 2].map(() => budget.take('chat.postMessage', 'C1', 'urgent'))).toEqual([0, 0, 1000]);
    expect(budget.take('chat.postMessage', 'C2', 'urgent')).toBe(0);
    expect(budget.take('chat.postMessage', 'C1', 'alarm')).toBe(0);
    expect(budget.wait('chat.postMessage', 'C1', 'alarm')).toBe(1000);
    budget.expect([]);
    clock.at += 1000;
    expect(budget.take('chat.postMessage', 'C1', 'urgent')).toBe(0);
  });

  it('starves nobody for alarms that no bucket is large enough for', () => {
    const { clock, budget } = world();
    budget.expect(Array.from({ length: 500 }, () => 'C1'));
    expect(budget.wait('chat.postMessage', 'C1', 'patient')).toBe(0);
    budget.take('chat.postMessage', 'C1', 'alarm');
    clock.at += 10_000;
    expect(budget.wait('chat.postMessage', 'C1', 'patient')).toBe(0);
  });

  it('posts at most four channels’ worth in the whole workspace', () => {
    const { clock, budget } = world();
    const posts: number[] = [];
    for (let channel = 0; posts.length < 400; channel += 1) {
      const name = `C${channel}`;
      clock.at += budget.wait('chat.postMessage', name, 'urgent');
      if (budget.take('chat.postMessage', name, 'urgent') === 0) posts.push(clock.at);
    }
    expect(most(posts, 60_000)).toBeLessThanOrEqual(260);
  });
});
