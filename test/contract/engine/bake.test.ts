import { describe, expect, it } from 'vitest';
import { minutes } from '../../../src/domain/clock.ts';
import { shortDigest } from '../../../src/domain/image/image.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { registry } from '../../support/values.ts';
import { scene as aScene, type SceneOptions } from './asked-meanwhile.ts';

const ALARM = 'mcp-gateway-v2-registry-cpu-high';
const HEALTH = 'https://registry.example.com/health';

/** A deploy of `v2` on a service with an alarm: five-minute periods, two of them. */
function deploying(more: Partial<SceneOptions> = {}) {
  const it = aScene({
    operation: deploy,
    input: { image: 'v2', force: false, dryRun: false },
    target: { alarms: [ALARM] },
    ...more,
  });
  const second = it.push('v2');
  it.outside.board.put({
    region: registry.region,
    name: ALARM,
    watched: {
      kind: 'metric',
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      statistic: 'Average',
      threshold: 85,
      period: 300,
      periods: 2,
    },
  });
  const rings = (): void => it.outside.board.set(registry.region, ALARM, 'ALARM');
  /** Turns until the rollout is over and its alarms are watched. */
  async function untilBaking(): Promise<void> {
    for (let turn = 0; turn < 500; turn++) {
      await it.turn();
      if ((await it.ledger.peek(it.id))?.step === 'bake') return;
    }
    throw new Error('it never came so far');
  }
  return { ...it, second, rings, untilBaking };
}

describe('after the rollout of a deploy', () => {
  it('its alarms are watched for as long as they take to ring, and only then it is done', async () => {
    const world = deploying();
    await world.untilBaking();
    const began = world.clock.now();
    expect((await world.ledger.peek(world.id))?.state.status).not.toBe('ended');
    await world.untilOver();
    expect(world.clock.now() - began).toBeGreaterThanOrEqual(minutes(15) - 10_000);
    expect(world.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining('its alarm is quiet'),
    });
  });

  it('an alarm offers the way back: what ran before runs again, by its digest, and that is no success', async () => {
    const world = deploying();
    await world.untilBaking();
    world.rings();
    const asked = await world.untilAsked();
    expect(asked?.text).toMatch(new RegExp(`^Alarm ${ALARM} rings \\(CPUUtilization > 85 for 10 min\\)`));
    expect(asked?.choices.map(({ label }) => label)).toEqual(['Roll back', 'Keep it']);
    expect(world.runs()).toEqual([world.second, world.second]);
    expect(await world.answer('back')).toBe('sent');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'rolled-back',
      by: 'hand',
      reason: expect.stringContaining(`2 of 2 tasks run ${shortDigest(world.first)}`),
    });
    expect(world.runs()).toEqual([world.first, world.first]);
    expect([world.outside.taskDefinitions.registered.length, world.made()]).toEqual([2, 2]);
    expect(world.ledger.holderOf(world.request)).toBeUndefined();
  });

  it('somebody may keep it in spite of the alarm; the second answer counts no more', async () => {
    const world = deploying();
    await world.untilBaking();
    world.rings();
    await world.untilAsked();
    expect([await world.answer('keep'), await world.answer('back')]).toEqual(['sent', 'not-asked']);
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining('rings (CPUUtilization > 85 for 10 min); it was kept'),
    });
    expect(world.runs()).toEqual([world.second, world.second]);
  });

  it('where nobody answers it stays, and the run says that it did not go well', async () => {
    const world = deploying();
    await world.untilBaking();
    world.rings();
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/It is deployed and runs, but alarm .* Nobody answered for 30 min\./),
      offers: [{ words: 'rollback prod-us-east-1/registry' }],
    });
    expect(world.runs()).toEqual([world.second, world.second]);
  });

  it('the way back is watched for as long as any rollout, however long somebody thought about it', async () => {
    const world = deploying();
    await world.untilBaking();
    const began = world.clock.now();
    while (world.clock.now() - began < minutes(14)) await world.turn();
    world.rings();
    await world.untilAsked();
    const asked = world.clock.now();
    while (world.clock.now() - asked < minutes(25)) await world.turn();
    expect(await world.answer('back')).toBe('sent');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'hand' });
    expect(world.runs()).toEqual([world.first, world.first]);
  });

  it('the figures are those of the rollout that is over, not of its middle', async () => {
    const world = deploying();
    await world.untilBaking();
    expect((await world.ledger.peek(world.id))?.progress).toMatchObject({ running: 2, desired: 2, old: 0 });
  });

  it('by policy it goes back by itself, after a countdown that could be seen', async () => {
    const world = deploying();
    world.policy.onAlarm = 'roll-back';
    await world.untilBaking();
    world.rings();
    const asked = await world.untilAsked();
    const at = world.clock.now();
    expect(asked?.text).toContain('I roll back in 2 min');
    while (world.runs().every((digest) => digest === world.second)) await world.turn();
    expect(world.clock.now() - at).toBeGreaterThanOrEqual(minutes(2));
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'alarm' });
    expect(world.runs()).toEqual([world.first, world.first]);
  });

  describe('while everything is frozen', () => {
    const by = { kind: 'slack', team: 'T', user: 'U0COLLEAGUE' } as const;
    const everything = { kind: 'all' } as const;
    async function frozen() {
      const world = deploying();
      world.policy.onAlarm = 'roll-back';
      await world.untilBaking();
      const until = world.clock.now() + minutes(600);
      const freeze = { kind: 'freeze', scope: everything, reason: 'incident', by, until } as const;
      await world.holds.place(freeze, 'freeze');
      world.rings();
      return { ...world, asked: await world.untilAsked() };
    }

    it('nothing goes back by itself: it is offered, says why, and stays without an answer', async () => {
      const world = await frozen();
      expect(world.asked?.text).toContain(
        "Everything is frozen (“incident”), so I don't roll back by myself. Without an answer it stays as it is",
      );
      expect(world.asked?.choices.map(({ label }) => label)).toEqual(['Roll back', 'Keep it']);
      await world.untilOver();
      expect(world.outcome()).toMatchObject({ kind: 'failed' });
      expect(world.runs()).toEqual([world.second, world.second]);
    });

    it('a person’s answer goes on with what was begun', async () => {
      const world = await frozen();
      await world.answer('back');
      await world.untilOver();
      expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'hand' });
    });

    it('and once the freeze is lifted a whole countdown runs first', async () => {
      const world = await frozen();
      world.pass(minutes(10));
      await world.holds.lift('freeze', everything, 'lift');
      while (!(await world.question())?.text.includes('I roll back in')) await world.turn();
      const at = world.clock.now();
      expect((await world.question())?.text).toContain('I roll back in 2 min');
      while (world.runs().every((digest) => digest === world.second)) await world.turn();
      expect(world.clock.now() - at).toBeGreaterThanOrEqual(minutes(2));
      await world.untilOver();
      expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'alarm' });
    });

    it('a countdown that runs already stops where everything is frozen', async () => {
      const world = deploying();
      world.policy.onAlarm = 'roll-back';
      await world.untilBaking();
      world.rings();
      expect((await world.untilAsked())?.text).toContain('I roll back in 2 min');
      const until = world.clock.now() + minutes(600);
      await world.holds.place({ kind: 'freeze', scope: everything, reason: 'incident', by, until }, 'freeze');
      await world.untilOver();
      expect(world.outcome()).toMatchObject({ kind: 'failed' });
      expect(world.runs()).toEqual([world.second, world.second]);
    });

    it('a freeze of less leaves the way back as the policy has it', async () => {
      const world = deploying();
      world.policy.onAlarm = 'roll-back';
      await world.untilBaking();
      const until = world.clock.now() + minutes(600);
      const scope = { kind: 'environment', environment: 'production' } as const;
      await world.holds.place({ kind: 'freeze', scope, reason: 'peak sales', by, until }, 'freeze');
      world.rings();
      await world.untilOver();
      expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'alarm' });
    });
  });

  it('a countdown that nobody could see, because every worker was away, begins when it can be seen', async () => {
    const world = deploying();
    world.policy.onAlarm = 'roll-back';
    await world.untilBaking();
    world.rings();
    world.pass(minutes(60));
    expect((await world.untilAsked())?.text).toContain('I roll back in 2 min');
    expect(await world.answer('keep')).toBe('sent');
    await world.untilOver();
    expect(world.runs()).toEqual([world.second, world.second]);
  });

  it('an alarm that rang before is no trouble of this deployment', async () => {
    const world = deploying();
    world.rings();
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining(`; ${ALARM} rings since before it`),
    });
  });

  it('an alarm that stops ringing takes its question with it', async () => {
    const world = deploying();
    await world.untilBaking();
    world.rings();
    await world.untilAsked();
    world.outside.board.set(registry.region, ALARM, 'OK');
    await world.turn();
    await world.turn();
    expect(await world.question()).toBeUndefined();
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'succeeded' });
  });

  it('its health endpoint must answer well, within two minutes of the last look at the alarms', async () => {
    const world = deploying({ target: { alarms: [], health: HEALTH } });
    world.outside.health.set(HEALTH, { kind: 'answered', status: 503, tookMs: 3 });
    const asked = await world.untilAsked();
    expect(asked?.text).toContain('The health endpoint answers 503');
    await world.answer('back');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'hand' });

    const well = deploying({ target: { alarms: [], health: HEALTH } });
    well.outside.health.set(HEALTH, { kind: 'answered', status: 200, tookMs: 3 });
    await well.untilOver();
    expect(well.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining('its health endpoint answers'),
    });
  });

  it('an alarm without data is not called quiet, and one that CloudWatch lacks is named', async () => {
    const world = deploying({ target: { alarms: [ALARM, 'lost-alarm'] } });
    world.outside.board.set(registry.region, ALARM, 'INSUFFICIENT_DATA');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining(`; ${ALARM} has no data, CloudWatch doesn't have lost-alarm`),
    });
  });

  it('an alarm that takes longer than anybody waits is watched for an hour, and that is said', async () => {
    const world = deploying();
    world.outside.board.put({
      region: registry.region,
      name: ALARM,
      watched: {
        kind: 'metric',
        namespace: 'AWS/ECS',
        metric: 'CPUUtilization',
        statistic: 'Average',
        threshold: 85,
        period: 86_400,
        periods: 1,
      },
    });
    await world.untilBaking();
    const began = world.clock.now();
    await world.untilOver();
    expect(world.clock.now() - began).toBeLessThanOrEqual(minutes(61));
    expect(world.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining('may take longer to ring than it was watched'),
    });
  });

  it('says so where nothing watches it', async () => {
    const world = deploying({ target: { alarms: [] } });
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining('no alarm and no health endpoint watches it'),
    });
  });
});

async function writesOfTheWayBack(): Promise<{ readonly from: number; readonly to: number }> {
  const whole = deploying();
  await whole.untilBaking();
  whole.rings();
  await whole.untilAsked();
  const from = whole.writes();
  await whole.answer('back');
  await whole.untilOver();
  return { from, to: whole.writes() };
}
const { from, to } = await writesOfTheWayBack();

describe('a worker that dies at any write of the way back', () => {
  it.each(
    Array.from({ length: to - from }, (_, i) => from + i + 1).flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )('($when write $write) registers once, updates once, and brings back what ran', async (death) => {
    const world = deploying();
    world.deaths.push(death);
    await world.untilBaking();
    world.rings();
    await world.untilAsked();
    await world.answer('back');
    expect(await world.untilOver()).toBe(1);
    expect([world.outside.taskDefinitions.registered.length, world.made()]).toEqual([2, 2]);
    expect(world.outcome()).toMatchObject({ kind: 'rolled-back', by: 'hand' });
    expect(world.runs()).toEqual([world.first, world.first]);
    expect(world.ledger.holderOf(world.request)).toBeUndefined();
  });
});
