import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { RunId } from '../../src/domain/ids.ts';
import { Question } from '../../src/domain/run/question.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import { threeAtOnce } from '../fault/scene.ts';
import { APPROVER, hookApprovalWorld, OPERATOR_TOO, SECOND } from '../support/approvals.ts';
import { buttonsOf, readable } from '../support/story.ts';
import { CHANNEL, TEAM } from '../support/values.ts';
import { within } from '../support/wait-for.ts';
import { rolloutScene } from './rollout-scene.ts';

threeAtOnce();

const WAITS = /#1 deploy[\s\S]*needs an approval[\s\S]*held by ECS at POST_SCALE_UP/;

/** A deployment that ECS holds before production traffic, for ten minutes, while it waits for an approval. */
async function heldScene(test: Parameters<typeof rolloutScene>[0], limits = {}) {
  const scene = await rolloutScene(
    test,
    hookApprovalWorld([{ stage: 'POST_SCALE_UP', timeoutMinutes: 10 }], limits),
  );
  const { person, world } = scene;
  const { slack } = world.sandbox;
  await person.ops('deploy registry --image v9');
  const root = await person.rootReads(WAITS);
  /** What ECS was told at hooks. */
  const told = () => world.ecs.calls('ContinueServiceDeployment').map(({ input }) => input);
  const form = (user: string): string => {
    const view = slack.modal(user).at(-1);
    return view ? readable({ blocks: view.view.blocks }) : '';
  };
  async function approve(user = APPROVER): Promise<void> {
    await slack.command({ user, channel: CHANNEL, text: 'approve 1' });
    await slack.waitFor(() => form(user) !== '');
    await slack.submit({ user, values: {} });
  }
  const thread = async (pattern: RegExp) => (await person.threadReads(pattern)).join('\n');
  return { ...scene, root, told, form, approve, thread };
}

describe.concurrent('a deploy that is approved at ECS’s PAUSE hook', () => {
  it('begins at once and waits there: not who asked, but an approver has it go on', async (test) => {
    const { person, root, world, told, form, approve, thread, runs, fresh, asked } = await heldScene(test);
    expect(asked()).toEqual([1, 1]);
    expect(buttonsOf(root).map(({ label }) => label)).toEqual(['Approve', 'Reject', 'Roll back']);
    expect(readable(root)).toContain('ECS itself rolls back at');
    expect(await thread(/Needs an approval/)).toContain(
      'ECS holds it at its PAUSE hook POST_SCALE_UP: the new tasks run. Approved it goes on, else it is rolled back.',
    );

    await person.ops('approve 1');
    await person.whispered(/You asked for #1 yourself, so somebody else must approve it/);
    await person.ops('approve 1', OPERATOR_TOO);
    await person.whispered(/You asked for #1 yourself/, OPERATOR_TOO);
    await person.ops('resume 1 continue');
    const refused = await person.whispered(/#1 goes on when it is approved, by \*approver\*/);
    expect(refused).toContain('Yours to say: `/ops resume 1 back`');
    expect(told()).toEqual([]);

    await approve();
    await person.rootReads(/#1 deploy.*done after/);
    expect(runs()).toEqual([fresh]);
    expect(told()).toMatchObject([{ action: 'CONTINUE' }]);
    expect(form(APPROVER)).not.toContain('rolled back at its');
    const all = await thread(/Approved by/);
    expect(all).toContain('ECS goes on with the deployment at its PAUSE hook (POST_SCALE_UP)');
    await person.ops('audit --run 1');
    await person.whispered(/approved #1/);
    expect(world.ecs.calls('ContinueServiceDeployment')).toHaveLength(1);
  });

  it('is rolled back when an approver rejects it', async (test) => {
    const { person, told, thread, runs, old } = await heldScene(test);
    await person.ops('reject 1 --reason "not before the release"', APPROVER);
    const root = readable(await person.rootReads(/#1 deploy.* after/));
    expect(root).toContain('rolled back by hand');
    expect(root).toContain('not before the release');
    expect(await thread(/Rejected by/)).toContain('ECS rolls the deployment back at its PAUSE hook');
    expect(runs()).toEqual([old]);
    expect(told()).toMatchObject([{ action: 'ROLLBACK' }]);
  });

  it('is rolled back by whoever may resume, and when nobody decides', async (test) => {
    const { person, told, runs, old } = await heldScene(test, { approval: '4s', 'approval-remind': '2s' });
    const root = readable(await person.rootReads(/#1 deploy.* after/));
    expect(root).toContain('Nobody decided for 4 s');
    expect(runs()).toEqual([old]);
    await person.ops('deploy registry --image v9');
    await person.rootReads(/#2 deploy[\s\S]*needs an approval/);
    await person.click('Roll back');
    await person.rootReads(/#2 deploy.*rolled back by hand after/);
    expect(told()).toMatchObject([{ action: 'ROLLBACK' }, { action: 'ROLLBACK' }]);
  });

  it('that somebody continues in AWS is told as what it is, and audited', async (test) => {
    const { person, world, service, thread } = await heldScene(test);
    const [one] = service().serviceDeployments;
    const hook = one?.hooks.at(-1);
    expect(world.ecs.world.answerHook(one?.arn ?? '', hook?.id ?? '', 'CONTINUE')).toBe('answered');
    await person.rootReads(/#1 deploy.*done after/);
    expect(await thread(/in AWS/)).toContain("It went on without an approval: Wheelhouse couldn't stop it");
    await person.ops('audit --run 1');
    await person.whispered(/went on without an approval: Somebody continued it at ECS's PAUSE hook/);
  });

  it('isn’t continued by a decision that no bot signed: told, and audited', async (test) => {
    const { person, world, told, thread, runs, old } = await heldScene(test);
    const redis = new Redis(world.redis.url);
    test.onTestFinished(() => redis.disconnect());
    const keys = keysOf(world.redis.keyspace);
    const id = RunId.parse(await redis.get(keys.number(1)));
    const question = Question.parse(JSON.parse((await redis.hget(keys.run(id), 'question')) ?? ''));
    const common = { team: TEAM, at: Date.now() };
    const forged = [
      { kind: 'decision', subject: question.approval?.subject, verdict: 'approve', user: APPROVER },
      { kind: 'answer', question: question.key, answer: 'continue', user: SECOND },
    ].map((word) => JSON.stringify({ ...word, ...common }));
    await redis.rpush(keys.inbox(id), ...forged);
    await redis.hincrby(keys.run(id), 'signals', forged.length);
    await redis.zadd(keys.due, 0, id);
    await thread(/pretended to be a person's word \(decision, answer\)/);
    expect(told()).toEqual([]);
    await person.ops('audit --run 1');
    await person.whispered(/ignored what wasn't signed \(decision, answer\)/);
    await person.ops('resume 1 back');
    await person.rootReads(/#1 deploy.*rolled back by hand after/);
    expect(runs()).toEqual([old]);
    expect(told()).toMatchObject([{ action: 'ROLLBACK' }]);
  });

  it.for([
    { name: 'before it is stored what ECS is to be told', when: 'before' },
    { name: 'with that stored', when: 'after' },
  ] as const)('whose worker is killed $name: another one tells ECS, once', async ({ when }, test) => {
    const scene = await heldScene(test);
    const { worker, person, told, runs, fresh } = scene;
    const write = worker.redis.hold({ holding: ['"kind":"intent"', 'CONTINUE'], when });
    await scene.approve();
    await within(write.reached, 'the approved run to go on');
    await Promise.all([worker.kill(), scene.start('worker')]);
    await person.rootReads(/#1 deploy.*done after/);
    expect(told()).toMatchObject([{ action: 'CONTINUE' }]);
    expect(runs()).toEqual([fresh]);
  });
});
