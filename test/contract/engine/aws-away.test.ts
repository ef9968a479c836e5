import { describe, expect, it } from 'vitest';
import { minutes } from '../../../src/domain/clock.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { registry } from '../../support/values.ts';
import { scene } from './asked-meanwhile.ts';

const ALARM = 'mcp-gateway-v2-registry-cpu-high';
const AWAY_MS = minutes(10);

/** A deploy of `v2`; AWS is out of reach for ten minutes from the moment on at which it is at this step. */
async function awayAt(step: string) {
  const it = scene({
    operation: deploy,
    input: { image: 'v2', force: false, dryRun: false },
    target: { alarms: [ALARM] },
  });
  const second = it.push('v2');
  it.outside.board.put({
    region: registry.region,
    name: ALARM,
    watched: { kind: 'composite', rule: 'ALARM(a) OR ALARM(b)' },
  });
  let from = Number.POSITIVE_INFINITY;
  it.whenBegun(step, () => {
    from = it.clock.now();
    it.awsAway(true);
  });
  const remarks = new Set<string>();
  for (let turn = 0; turn < 500 && !(it.clock.now() - from >= AWAY_MS); turn++) {
    if ((await it.turn()).kind === 'over') break;
    if (Number.isFinite(from)) remarks.add((await it.ledger.peek(it.id))?.remark ?? '');
  }
  if (!Number.isFinite(from)) throw new Error(`it never came to ${step}`);
  const endedAway = it.ends().length > 0;
  it.awsAway(false);
  if (!endedAway) await it.untilOver();
  const told = it.ledger
    .eventsOf(it.id)
    .filter((event): event is Extract<RunEvent, { kind: 'note' }> => event.kind === 'note')
    .filter(({ commands }) => commands !== undefined);
  return { ...it, second, told, endedAway, remarks: [...remarks] };
}

describe('AWS out of reach for ten minutes in the middle of a deploy', () => {
  it('is waited for while the rollout goes on, said once with what one can do by hand, and the end is ECS’s', async () => {
    const world = await awayAt('roll');
    expect(world.endedAway).toBe(false);
    expect(world.told).toHaveLength(1);
    expect(world.told[0]?.text).toMatch(/can't be reached.*#1 goes on by itself as soon as it can/);
    expect(world.told[0]?.commands).toEqual([expect.stringContaining('aws ecs describe-services')]);
    expect(world.remarks.every((remark) => /ECS goes on; looking again\./.test(remark))).toBe(true);
    expect(world.outcome()).toMatchObject({ kind: 'succeeded' });
    expect(world.runs()).toEqual([world.second, world.second]);
    expect([world.outside.taskDefinitions.registered.length, world.made()]).toEqual([1, 1]);
  });

  it('is no success and no alarm where alarms are watched: they are watched on', async () => {
    const world = await awayAt('bake');
    expect(world.endedAway).toBe(false);
    expect(world.remarks.join()).not.toMatch(/quiet|rings/);
    expect(world.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining('its alarm is quiet'),
    });
  });

  it.each(deploy.spec.plan.filter(({ optional }) => optional === undefined).map(({ id }) => id))(
    'at the step "%s" ends once, and says what is so',
    async (step) => {
      const world = await awayAt(step);
      const outcome = world.outcome();
      expect(world.ends()).toHaveLength(1);
      expect(world.ledger.holderOf(world.request)).toBeUndefined();
      world.pass(minutes(5));
      const isNew = world.runs().every((digest) => digest === world.second);
      // What has begun is waited for; what hasn't begins no more once nobody expects it.
      expect(outcome?.kind).toBe(isNew ? 'succeeded' : 'failed');
      if (outcome?.kind === 'failed')
        expect(outcome.reason).toMatch(/Nothing was changed\.|is registered, and nothing runs it\./);
      expect(world.made()).toBe(isNew ? 1 : 0);
      expect(world.told.length).toBeLessThanOrEqual(1);
    },
  );
});
