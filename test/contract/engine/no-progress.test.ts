import { describe, expect, it } from 'vitest';
import { minutes } from '../../../src/domain/clock.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { key, scene } from './asked-meanwhile.ts';

describe('a rollout that makes no progress', () => {
  const stuck = () => {
    const it = scene({ operation: deploy, input: { image: 'v2', force: false, dryRun: false } });
    it.push('v2');
    it.world.script(key, { kind: 'crash' });
    return it;
  };

  it('says so after ten minutes, with what one may do', async () => {
    const world = stuck();
    const began = world.clock.now();
    const asked = await world.untilAsked();
    expect(world.clock.now() - began).toBeGreaterThanOrEqual(minutes(10));
    expect(world.clock.now() - began).toBeLessThan(minutes(13));
    expect(asked?.text).toMatch(/^No progress for 10 min: 0 of 2 new tasks run, \d+ failed\. ECS goes on/);
    expect(asked?.choices.map(({ label }) => label)).toEqual(['Keep waiting']);
    expect(asked?.offers.map(({ words }) => words)).toEqual([
      'rollback prod-us-east-1/registry',
      'explain prod-us-east-1/registry',
    ]);
  });

  it('is waited for on, and said again after as long again', async () => {
    const world = stuck();
    const first = await world.untilAsked();
    const at = world.clock.now();
    await world.answer('wait');
    const second = await world.untilAsked();
    expect(second?.key).not.toBe(first?.key);
    expect(world.clock.now() - at).toBeGreaterThanOrEqual(minutes(9));
    await world.untilOver();
    expect(world.outcome()).toMatchObject({ kind: 'gave-up' });
  });

  it('tells why within 30 s of the first task that failed', async () => {
    const world = stuck();
    await world.untilAsked();
    const events = world.ledger.eventsOf(world.id);
    const note = events.find((event) => event.kind === 'note' && event.text.includes('circuit breaker'));
    const failed = world.world
      .service(key)
      .tasks.map(({ stoppedAt }) => stoppedAt ?? Number.POSITIVE_INFINITY);
    expect((note?.at ?? Number.POSITIVE_INFINITY) - Math.min(...failed)).toBeLessThanOrEqual(30_000);
  });
});
