import { afterEach, describe, expect, it } from 'vitest';
import { readable } from '../../support/story.ts';
import { waitFor } from '../../support/wait-for.ts';
import { OPERATOR } from '../slack/workspace.ts';
import { channelNo, notifierScene, OPS, threadOf } from './scene.ts';

/** Waits that a test can see pass. */
const short = { lateAfter: 400, retryFrom: 20, retryTo: 100, refusedEvery: 100, editEvery: 10 };
const CHANGES = 'C0CHANGES';

let scene: Awaited<ReturnType<typeof notifierScene>>;
afterEach(() => scene.stop());

type Run = Awaited<ReturnType<typeof scene.run>>;
const reads = (run: Run, pattern: RegExp): Promise<string> =>
  waitFor(
    () => {
      const [root] = scene.rootsOf(run.id).map(readable);
      return root !== undefined && pattern.test(root) ? root : undefined;
    },
    { what: `the root to read ${pattern}`, show: () => scene.rootsOf(run.id) },
  );
const told = () => waitFor(async () => (await scene.untold()) === 0, { what: 'all to be told' });

describe('Slack is away', () => {
  it('is asked now and then, and afterwards told all that happened, once and saying that it is late', async () => {
    scene = await notifierScene({ rates: 'off', times: { ...short, postEvery: 1 } });
    scene.slack.away(true);
    scene.bot();
    const runs = await Promise.all(Array.from({ length: 30 }, () => scene.run()));
    for (const run of runs) {
      await run.effect('ECS began.');
      await run.end();
    }
    const ended = scene.clock.now();
    await waitFor(() => scene.clock.now() - ended > 800, { what: 'the news to be old' });
    // Four at first, and then one at a time, a tenth of a second between two tries.
    expect(scene.tries()).toBeLessThan(20);
    expect(scene.tries()).toBeGreaterThan(0);
    scene.slack.away(false);
    await told();
    for (const run of runs) {
      const [root, ...more] = scene.rootsOf(run.id);
      expect(more).toEqual([]);
      expect(root && readable(root)).toMatch(/done after[\s\S]*asked at .*, told late/);
      expect(threadOf(root)).toHaveLength(2);
      for (const text of threadOf(root)) expect(text).toMatch(/happened at .*, told late/);
    }
  });

  it('goes away in the middle of a post that it has taken: the message is found, not repeated', async () => {
    scene = await notifierScene({ times: short });
    const held = scene.slack.faults.hold('chat.postMessage', 'after');
    scene.bot();
    const run = await scene.run();
    await held.reached;
    scene.slack.away(true);
    held.release();
    await run.end();
    scene.slack.away(false);
    await reads(run, /done after/);
    await told();
    expect(scene.rootsOf(run.id)).toHaveLength(1);
    expect(threadOf(scene.rootsOf(run.id)[0])).toHaveLength(1);
  });
});

describe('Slack limits', () => {
  it('one channel’s posts: that channel waits as long as Slack says, the others don’t', async () => {
    const other = channelNo(1);
    scene = await notifierScene({ channels: [other], times: short });
    scene.slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterS: 2 });
    const limited = await scene.run();
    scene.bot();
    const since = await waitFor(() => scene.slack.record[0]?.at, { what: 'the refusal' });
    const free = await scene.run(other);
    await reads(free, /under way/);
    expect(scene.rootsOf(limited.id)).toEqual([]);
    await reads(limited, /under way/);
    expect(scene.clock.now() - since).toBeGreaterThanOrEqual(2000);
    expect(scene.slack.record.filter(({ args }) => args['channel'] === OPS)).toHaveLength(2);
  });
});

describe('the bot isn’t in the channel', () => {
  it('tells the requester directly, in one place until the end; the log doesn’t fill', async () => {
    scene = await notifierScene({ times: short });
    scene.slack.remove(OPS);
    scene.bot();
    const run = await scene.run();
    await run.effect('ECS began.');
    const first = await reads(run, /told here because I can't post in <#C0OPS>: invite me there/);
    expect(first).toContain('under way');
    scene.slack.invite(OPS);
    await run.end();
    await reads(run, /done after/);
    await told();
    expect(scene.slack.messages(OPS)).toEqual([]);
    const [root] = scene.slack.messages(`D${OPERATOR.slice(1)}`);
    expect(threadOf(root)).toHaveLength(2);
    expect(scene.logged).toEqual([]);
  });

  it('nor anywhere else: says so in the log, keeps it, and tells it when somebody lets it in', async () => {
    scene = await notifierScene({ channels: [CHANGES], times: short });
    scene.slack.remove(OPS);
    scene.slack.remove(CHANGES);
    scene.slack.faults.next('conversations.open', { kind: 'refused', error: 'user_disabled' }, 1000);
    scene.bot();
    const run = await scene.run(OPS, { changesChannel: CHANGES });
    await waitFor(() => scene.logged.some((line) => line.includes('nobody can be told')), {
      what: 'the log to say so',
    });
    await run.end();
    scene.slack.invite(OPS);
    await reads(run, /done after/);
    expect(scene.slack.messages(OPS)).toHaveLength(1);
  });
});

describe('a production run', () => {
  it('is mirrored by one root in the changes channel of its stack, which shows the end, too', async () => {
    scene = await notifierScene({ channels: [CHANGES], times: short });
    scene.bot();
    const run = await scene.run(OPS, { changesChannel: CHANGES });
    await run.effect('ECS began.');
    await waitFor(() => scene.slack.messages(CHANGES).length === 1, { what: 'the mirror' });
    await run.end();
    await told();
    const [mirror, ...more] = scene.slack.messages(CHANGES);
    expect(more).toEqual([]);
    expect(mirror && readable(mirror)).toMatch(/done after[\s\S]*Told in full in <#C0OPS>/);
    expect(mirror?.thread).toEqual([]);
    expect(threadOf(scene.slack.messages(OPS)[0])).toHaveLength(2);
  });
});

describe('a bot that is stopped', () => {
  it('hands over at once, however long its lease', async () => {
    scene = await notifierScene({ lease: 3_600_000, times: short });
    const first = scene.bot();
    const run = await scene.run();
    await reads(run, /under way/);
    scene.bot();
    await first.stop();
    await run.end();
    await reads(run, /done after/);
    await told();
    expect(scene.rootsOf(run.id)).toHaveLength(1);
  });
});
