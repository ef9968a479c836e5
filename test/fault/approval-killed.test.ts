import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Submission } from '../../sandbox/slack/delivery/submit.ts';
import { startRedis } from '../../tools/redis/start-redis.ts';
import { APPROVER, approvalWorld } from '../support/approvals.ts';
import { readable } from '../support/story.ts';
import { CHANNEL } from '../support/values.ts';
import { waitFor, within } from '../support/wait-for.ts';
import { writes } from './boundaries.ts';
import {
  begin,
  effects,
  oneGoodEnd,
  openTeam,
  type Scene,
  type Team,
  type Test,
  threeAtOnce,
} from './scene.ts';

threeAtOnce();

const DEPLOY = 'deploy registry --image v2';
/** A deployment has two effects: a revision, and one UpdateService. */
const BOTH = { of: 2 };
const decision = ['"kind":"decision"', '"verdict":"approve"'];
/** The form closes: the run's own message says the rest. */
const TAKEN = '{"response_action":"clear"}';
const stored = [
  { moment: 'on its way, which never arrives', when: 'before' },
  { moment: 'stored, and its answer on the way', when: 'after' },
] as const;

const openGuarded = (test: Test, redisUrl?: string): Promise<Team> =>
  openTeam(test, { ...approvalWorld(), ...(redisUrl === undefined ? {} : { redisUrl }) });

/** A team whose first run waits for an approval. */
async function awaiting(test: Test, redisUrl?: string): Promise<Team> {
  const scene = await openGuarded(test, redisUrl);
  await begin(scene, DEPLOY);
  await scene.person.rootReads(/needs an approval/);
  return scene;
}

/** A form that was asked for in vain is asked for again. */
const FORM_MS = 5_000;

/** The approver reads the form and hands it in. Rejects where there is none. */
async function approve({ world }: Scene): Promise<Submission> {
  const { slack } = world.sandbox;
  const seen = slack.modal(APPROVER).length;
  if (seen > 0) await slack.closeModal({ user: APPROVER, how: 'dismiss' });
  await slack.command({ user: APPROVER, channel: CHANNEL, text: 'approve 1' });
  await slack.waitFor(() => slack.modal(APPROVER).length > 0, FORM_MS);
  return slack.submit({ user: APPROVER });
}

/** What the approver is told on handing it in: words, or how the delivery came to nothing. */
const told = (submission: Submission): string => {
  if (!submission.sent) return JSON.stringify(submission.errors);
  const { outcome, body } = submission.delivery;
  return outcome === 'acked' ? body : outcome;
};

/** What the approver reads who says it once more by word. */
async function saidAgain({ world, person }: Scene): Promise<string> {
  await world.sandbox.slack.closeModal({ user: APPROVER, how: 'dismiss' });
  await person.ops('approve 1', APPROVER);
  return person.whispered(/#1/, APPROVER);
}

const thread = ({ person }: Scene): string[] => person.roots().flatMap((root) => root.thread.map(readable));
const counting = (texts: readonly string[], pattern: RegExp): number =>
  texts.filter((text) => pattern.test(text)).length;

/** It was approved once, asked for once, and done once. */
async function onceApproved(scene: Scene): Promise<void> {
  const texts = await oneGoodEnd(scene, BOTH);
  expect(counting(texts, /Approved by/), texts.join('\n')).toBe(1);
  expect(counting(texts, /Needs an approval/), texts.join('\n')).toBe(1);
  expect(scene.world.ecs.calls('UpdateService')).toHaveLength(1);
}

/** Nothing of the decision is there, and the run waits as before: it takes the next one. */
async function undecided(scene: Scene): Promise<void> {
  expect(effects(scene)).toEqual([]);
  expect(counting(thread(scene), /Approved by/)).toBe(0);
  // A busy machine may not answer at once after the outage.
  await waitFor(async () => told(await approve(scene)) === TAKEN, {
    what: 'the second approval to be taken',
    show: () => [...thread(scene), ...scene.person.whispers(APPROVER).slice(-2)],
  });
  await onceApproved(scene);
}

describe.concurrent('the bot is killed with SIGKILL while it stores an approval', () => {
  it.for(stored)('$moment: it is wholly there or not, and the thread says which', async ({ when }, test) => {
    const scene = await awaiting(test);
    const write = scene.bot.redis.hold({ holding: decision, when });
    const handed = approve(scene);
    await within(write.reached, 'the decision');
    await scene.bot.kill();
    expect(told(await handed)).toBe('unreachable');
    await scene.start('bot');
    if (when === 'before') return undecided(scene);
    await onceApproved(scene);
    expect(await saidAgain(scene)).toContain("#1 doesn't wait for an approval");
  });
});

describe.concurrent('the worker is killed with SIGKILL', () => {
  it.for([
    { name: 'before it is stored that the run asks', holding: ['"kind":"asked"'], when: 'before' },
    { name: 'with the question asked, before the run waits', holding: ['"kind":"asked"'], when: 'after' },
    {
      name: 'with the run put to wait',
      holding: ['"status":"waiting"', '"for":"approval"'],
      when: 'after',
    },
  ] as const)('$name: another one asks, once', async ({ holding, when }, test) => {
    const scene = await openGuarded(test);
    const write = scene.worker.redis.hold({ holding, when });
    await begin(scene, DEPLOY);
    await within(write.reached, 'the question');
    await Promise.all([scene.worker.kill(), scene.start('worker')]);
    await scene.person.rootReads(/needs an approval/);
    expect(effects(scene)).toEqual([]);
    expect(told(await approve(scene))).toBe(TAKEN);
    await onceApproved(scene);
  });

  it.for([
    { name: 'before it is stored that it has looked again', holding: ['"kind":"cleared"'], when: 'before' },
    { name: 'with that stored', holding: ['"kind":"cleared"'], when: 'after' },
    { name: 'before its first intent', holding: ['"kind":"intent"'], when: 'before' },
    { name: 'with its first intent stored', holding: ['"kind":"intent"'], when: 'after' },
    {
      name: 'with UpdateService done and not in the journal',
      holding: writes.done('ask'),
      when: 'before',
    },
  ] as const)(
    'just after the approval, $name: another one goes on, once',
    async ({ holding, when }, test) => {
      const scene = await awaiting(test);
      const write = scene.worker.redis.hold({ holding, when });
      expect(told(await approve(scene))).toBe(TAKEN);
      await within(write.reached, 'the approved run to begin');
      await Promise.all([scene.worker.kill(), scene.start('worker')]);
      await onceApproved(scene);
    },
  );

  it('before it has seen that it was approved: another one sees it', async (test) => {
    const scene = await awaiting(test);
    await scene.worker.kill();
    expect(told(await approve(scene))).toBe(TAKEN);
    expect(effects(scene)).toEqual([]);
    await scene.start('worker');
    await onceApproved(scene);
  });
});

describe.concurrent('Redis is killed', () => {
  const AWAY_MS = 1_000;
  async function onOwnRedis(test: Test) {
    const redis = await startRedis();
    // Registered first, so that it ends last.
    test.onTestFinished(() => redis.stop());
    const scene = await awaiting(test, redis.url);
    return { scene, redis };
  }

  it('while a run waits for an approval: it waits on, and takes it', async (test) => {
    const { scene, redis } = await onOwnRedis(test);
    await redis.kill();
    await sleep(AWAY_MS);
    await redis.restart();
    await undecided(scene);
  });

  it('as soon as somebody was told that it is approved: it is', async (test) => {
    const { scene, redis } = await onOwnRedis(test);
    expect(told(await approve(scene))).toBe(TAKEN);
    await redis.kill();
    await sleep(AWAY_MS);
    await redis.restart();
    await onceApproved(scene);
  });

  it.for(stored)(
    'with the approval $moment: the person is sent to the run’s message, which says it',
    async ({ when }, test) => {
      const { scene, redis } = await onOwnRedis(test);
      const write = scene.bot.redis.hold({ holding: decision, when });
      const handed = approve(scene);
      await within(write.reached, 'the decision');
      await redis.kill();
      // What was held is lost with its connection.
      scene.bot.redis.away(true);
      write.release();
      expect(told(await handed)).toContain('decided on one, look at its message');
      scene.bot.redis.away(false);
      await redis.restart();
      if (when === 'before') return undecided(scene);
      await onceApproved(scene);
    },
  );
});
