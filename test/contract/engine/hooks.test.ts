import { describe, expect, it } from 'vitest';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { scene } from './asked-meanwhile.ts';

/** A deploy of `v2` on a blue/green service that waits at two PAUSE hooks. */
function deploying(timeoutAction: 'CONTINUE' | 'ROLLBACK' = 'ROLLBACK') {
  const it = scene({
    operation: deploy,
    input: { image: 'v2', force: true, dryRun: false },
    seed: {
      pauses: [
        { stage: 'POST_SCALE_UP', timeoutMinutes: 20, timeoutAction },
        { stage: 'POST_PRODUCTION_TRAFFIC_SHIFT', timeoutMinutes: 20, timeoutAction },
      ],
    },
  });
  const second = it.push('v2');
  const told = (): number =>
    it.ecs.calls.filter(({ method, didIt }) => didIt && method === 'continueDeployment').length;
  return { ...it, second, told };
}

describe('a deployment that waits at a PAUSE hook', () => {
  it('is continued at each by a click, and ends when ECS says so', async () => {
    const world = deploying();
    const first = await world.untilAsked();
    expect(first?.text).toBe(
      'ECS waits at a PAUSE hook (POST_SCALE_UP): continue, or roll back? ECS rolls back by itself if nobody answers within 20 min.',
    );
    expect(first?.choices.map(({ label }) => label)).toEqual(['Continue', 'Roll back']);
    expect(await world.answer('continue')).toBe('sent');
    const second = await world.untilAsked();
    expect(second?.key).not.toBe(first?.key);
    expect(second?.text).toContain('POST_PRODUCTION_TRAFFIC_SHIFT');
    await world.answer('continue');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'succeeded' });
    expect(world.told()).toBe(2);
    expect(world.runs()).toEqual([world.second, world.second]);
  });

  it('is rolled back by a click, and that is no success', async () => {
    const world = deploying();
    await world.untilAsked();
    await world.answer('back');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'hand' });
    expect(world.runs()).toEqual([world.first, world.first]);
  });

  it('goes back by ECS itself where nobody answers in time, and the end says so', async () => {
    const world = deploying('ROLLBACK');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'hook' });
    expect(world.told()).toBe(0);
  });

  it('goes on by ECS itself where its hook says so', async () => {
    const world = deploying('CONTINUE');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'succeeded' });
    expect(world.told()).toBe(0);
  });

  it('that somebody answered in the console meanwhile is followed all the same', async () => {
    const world = deploying();
    await world.untilAsked();
    world.ecs.failNext('continueDeployment', {
      kind: 'invalid',
      call: 'ecs:ContinueServiceDeployment',
      detail: 'not waiting',
    });
    await world.answer('continue');
    await world.untilOver();
    expect(world.texts()).toContain('somebody else was first, or its time was over');
    expect(world.ends()).toHaveLength(1);
  });
});

async function writesOfAnAnswer(): Promise<{ readonly from: number; readonly to: number }> {
  const whole = deploying();
  await whole.untilAsked();
  const from = whole.writes();
  await whole.answer('continue');
  await whole.untilAsked();
  return { from, to: whole.writes() };
}
const { from, to } = await writesOfAnAnswer();

describe('a worker that dies at any write of an answer to a hook', () => {
  it.each(
    Array.from({ length: to - from }, (_, i) => from + i + 1).flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )('($when write $write) tells ECS once', async (death) => {
    const world = deploying('CONTINUE');
    world.deaths.push(death);
    await world.untilAsked();
    await world.answer('continue');
    await world.untilOver();
    expect(world.told()).toBe(1);
    expect(world.outcome()).toMatchObject({ kind: 'succeeded' });
  });
});
