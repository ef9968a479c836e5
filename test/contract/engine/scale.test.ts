import { describe, expect, it } from 'vitest';
import type { TaskFailure } from '../../../sandbox/ecs/world/options.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import { scale } from '../../../src/jobs/operations/scale.ts';
import { registry, requestOf } from '../../support/values.ts';
import { mortalEngine } from './mortal-engine.ts';

const REGISTRY = {
  region: registry.region,
  cluster: registry.cluster,
  service: registry.ecsService,
} as const;
const RANGE = { ...REGISTRY, min: 2, max: 4 };

/** An engine at work on `scale registry COUNT`. */
function scaling(
  count: number,
  { force = false, desired = 2 }: { readonly force?: boolean; readonly desired?: number } = {},
) {
  const { operation, version, plan } = requestOf(scale.spec, '01ARZ3NDEKTSV4RRFFQ69G5FAV');
  const one = mortalEngine({ desired }, { operation, version, plan, input: { count, force } });
  const told = () =>
    one.ledger.eventsOf(one.request.id).flatMap((event) => (event.kind === 'note' ? [event.text] : []));
  const rows = () =>
    one.ledger.eventsOf(one.request.id).flatMap((event) => (event.kind === 'preview' ? event.rows : []));
  const desiredNow = () => one.world.service(REGISTRY).desired;
  return { ...one, told, rows, desiredNow };
}

describe('scaling', () => {
  it('out: says what would change, asks once, and ends when the tasks run', async () => {
    const { untilOver, ends, made, rows, outside } = scaling(3);
    outside.scaled.register(RANGE);
    await untilOver();
    expect(made()).toBe(1);
    expect(rows()).toEqual([
      { label: 'Tasks', before: '2', after: '3', level: 'change' },
      { label: 'Capacity', after: '150 % of now: 1 task more to pay for', level: 'change' },
      { label: 'Autoscaling', after: '2 to 4 tasks', level: 'change' },
    ]);
    expect(ends()).toMatchObject([
      {
        outcome: {
          kind: 'succeeded',
          summary: '3 tasks are running, 2 before. Autoscaling (2 to 4 tasks) may change it again.',
        },
      },
    ]);
  });

  it('in, where nothing scales it: warns of the capacity that goes', async () => {
    const { untilOver, ends, rows } = scaling(1);
    await untilOver();
    expect(rows()[1]).toEqual({ label: 'Capacity', after: '50 % of now: 1 task stopped', level: 'warning' });
    expect(ends()).toMatchObject([
      { outcome: { kind: 'succeeded', summary: '1 task is running, 2 before' } },
    ]);
  });

  it('up from 0', async () => {
    const { untilOver, ends, rows } = scaling(2, { desired: 0 });
    await untilOver();
    expect(rows()[1]).toMatchObject({ after: '2 tasks where none runs now' });
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
  });

  it.each([
    [7, 2, '7 is outside what autoscaling keeps it in: 2 to 4 tasks. Nothing was changed.', '--force'],
    [1, 2, '1 is outside what autoscaling keeps it in', '`scale prod-us-east-1/registry 1 --force`'],
    [0, 2, 'it is stopped. Nothing was changed.', '`scale prod-us-east-1/registry 0 --force`'],
    [2, 2, 'It is 2 already. Nothing was changed.', ''],
  ])('to %i from %i is refused: %s', async (count, desired, reason, next) => {
    const { untilOver, ends, made, outside } = scaling(count, { desired });
    outside.scaled.register(RANGE);
    await untilOver();
    const [end] = ends();
    expect(made()).toBe(0);
    expect(end).toMatchObject({ outcome: { kind: 'failed', reason: expect.stringContaining(reason) } });
    if (next !== '') expect(end).toMatchObject({ outcome: { next: expect.stringContaining(next) } });
  });

  it('with --force goes outside the range, and says that autoscaling brings it back', async () => {
    const { untilOver, ends, rows, outside } = scaling(6, { force: true });
    outside.scaled.register({ ...RANGE, suspended: ['in'] });
    await untilOver();
    expect(rows()[2]).toEqual({
      label: 'Autoscaling',
      after: '2 to 4 tasks, scaling in switched off',
      level: 'warning',
    });
    expect(ends()).toMatchObject([
      {
        outcome: {
          kind: 'succeeded',
          summary: expect.stringContaining('keeps it in 2 to 4 tasks and brings it back as soon as it acts'),
        },
      },
    ]);
  });

  it('with --force stops the service, and says so', async () => {
    const { untilOver, ends } = scaling(0, { force: true });
    await untilOver();
    expect(ends()).toMatchObject([
      { outcome: { kind: 'succeeded', summary: 'the service is stopped: no task runs, 2 before' } },
    ]);
  });

  it('is refused while a deployment is under way', async () => {
    const { untilOver, ends, made, world } = scaling(3);
    world.update(REGISTRY, { force: true });
    await untilOver();
    expect(made()).toBe(0);
    expect(ends()).toMatchObject([
      { outcome: { kind: 'failed', reason: expect.stringContaining('is under way') } },
    ]);
  });

  describe('where what scales it can not be read', () => {
    const denied: Fault = { kind: 'denied', call: 'x:Y', action: 'x:Y', detail: 'no' };
    const blind = { rangeOf: async () => ({ ok: false, fault: denied }) as const };

    it('is refused without --force, and with it says that it is unknown', async () => {
      const careful = scaling(3);
      Object.assign(careful.outside.scaling, blind);
      await careful.untilOver();
      expect([careful.made(), careful.ends()]).toMatchObject([0, [{ outcome: { kind: 'failed' } }]]);

      const forced = scaling(3, { force: true });
      Object.assign(forced.outside.scaling, blind);
      await forced.untilOver();
      expect(forced.rows()[2]).toMatchObject({ after: expect.stringContaining('unknown'), level: 'warning' });
      expect(forced.ends()).toMatchObject([
        { outcome: { kind: 'succeeded', summary: expect.stringContaining("couldn't be read") } },
      ]);
    });
  });

  it.each<[TaskFailure, RegExp]>([
    ['image-pull', /image/i],
    ['no-capacity', /capacity/i],
  ])('whose tasks meet %s says why once, and gives up watching when its time is over', async (kind, why) => {
    const { untilOver, ends, told, world, desiredNow } = scaling(3);
    world.script(REGISTRY, { kind });
    await untilOver();
    expect(told().filter((text) => why.test(text))).toHaveLength(1);
    expect(desiredNow()).toBe(3);
    expect(ends()).toMatchObject([
      { outcome: { kind: 'gave-up', reason: expect.stringMatching(/2 of 3 tasks are running/) } },
    ]);
  });

  it('that somebody else overtakes says whose number it is now', async () => {
    const { untilOver, ends, ecs, world } = scaling(3);
    const describe = ecs.describe.bind(ecs);
    let reads = 0;
    // Between the request and the look after it, autoscaling acts.
    ecs.describe = async (target) => {
      reads += 1;
      if (reads === 2) world.update(REGISTRY, { force: false, desired: 4 });
      return describe(target);
    };
    await untilOver();
    expect(ends()).toMatchObject([
      {
        outcome: {
          kind: 'superseded',
          reason: 'ECS had been asked for 3 tasks and wants 4 now: autoscaling or somebody else set it',
        },
      },
    ]);
  });

  it('whose reads lag isn’t taken for set back: it looks until ECS shows the number', async () => {
    const { untilOver, ends, made, world } = scaling(3);
    world.setReadLag(8_000);
    await untilOver();
    expect(made()).toBe(1);
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
  });

  it('whose answer was not clear is read back by the number itself', async () => {
    const unanswered: Fault = { kind: 'unanswered', call: 'ecs:UpdateService', detail: '500' };
    const { untilOver, ends, made, ecs } = scaling(3);
    ecs.failNext('update', unanswered, 'after');
    await untilOver();
    expect(made()).toBe(1);
    expect(ends()).toMatchObject([{ outcome: { kind: 'succeeded' } }]);
  });
});
