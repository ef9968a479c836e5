import { describe, expect, it } from 'vitest';
import { holdName } from '../../../../src/domain/hold/hold.ts';
import { StackName } from '../../../../src/domain/target/service.ts';
import { allStops } from '../../../../src/domain/window/shut-gates.ts';
import type { Window } from '../../../../src/domain/window/window.ts';
import { windowsThatStop } from '../../../../src/domain/window/windows-that-stop.ts';
import { loadOperations } from '../../../../src/jobs/operations-folder.ts';
import { memoryHolds } from '../../../contract/holds/memory-holds.ts';
import { memoryPasses } from '../../../contract/passes/memory-passes.ts';
import { weekend } from '../../../support/gates.ts';

const saturday = Date.UTC(2026, 10, 28, 12);
const wednesday = Date.UTC(2026, 10, 25, 12);
const production = {
  kind: 'stack',
  stack: StackName.parse('prod-us-east-1'),
  environment: 'production',
} as const;
const staging = {
  ...production,
  stack: StackName.parse('staging-us-east-1'),
  environment: 'staging',
} as const;
const elsewhere = { kind: 'elsewhere' } as const;
const operations = (await loadOperations()).current.map(({ spec }) => spec);
const stopped = (window: Window, place: Parameters<typeof windowsThatStop>[2], now = saturday): string[] =>
  operations
    .filter((spec) => windowsThatStop([window], spec, place, now).length > 0)
    .map(({ name }) => name)
    .sort();

describe('a window stops', () => {
  const everywhere: Window['where'] = { kind: 'everywhere' };
  const oneStack: Window['where'] = { kind: 'places', environments: [], stacks: ['staging-us-east-1'] };
  it.each([
    ['what brings something new, where nothing is named', { stops: 'new-things' }, production, ['deploy']],
    ['what is named, a remedy too', { stops: ['rollback', 'restart'] }, production, ['restart', 'rollback']],
    ['nothing in another environment', {}, staging, []],
    ['everywhere', { where: everywhere }, staging, ['deploy']],
    ['in a stack', { where: oneStack }, staging, ['deploy']],
    ['not beside that stack', { where: oneStack }, production, []],
    ['what the configuration doesn’t know any more', {}, elsewhere, ['deploy']],
  ] as const)('%s', (_, more, place, expected) => {
    expect(stopped({ ...weekend, ...more }, place)).toEqual(expected);
  });

  it('nothing while it doesn’t stand', () => {
    expect(stopped(weekend, production, wednesday)).toEqual([]);
  });

  it('until it ends, each with its own end', () => {
    const [deploy] = operations.filter(({ name }) => name === 'deploy');
    if (!deploy) throw new Error('there is no deploy');
    const longer = { ...weekend, name: 'longer', recurs: { ...weekend.recurs, endsAfterDays: 4 } };
    expect(
      windowsThatStop([weekend, longer], deploy, production, saturday).map(({ name, until }) => [
        name,
        new Date(until).toISOString(),
      ]),
    ).toEqual([
      ['weekend', '2026-11-30T07:00:00.000Z'],
      ['longer', '2026-12-01T07:00:00.000Z'],
    ]);
  });
});

it('all that stands: holds, and windows that nobody passes', async () => {
  const clock = { now: () => saturday };
  const by = { kind: 'slack', team: 'T1', user: 'U1' } as const;
  const until = saturday + 60_000;
  const holds = memoryHolds(clock);
  await holds.place({ kind: 'freeze', scope: { kind: 'all' }, reason: 'incident', by, until }, 'a');
  const passes = memoryPasses(clock);
  const nights = { ...weekend, name: 'nights' };
  const gates = { windows: [weekend, nights], criticalAlarms: [] };
  const names = async () =>
    (await allStops({ holds, gates, passes }, saturday)).map((stop) =>
      'scope' in stop ? holdName(stop) : stop.name,
    );
  expect(await names()).toEqual(['freeze/all', 'weekend', 'nights']);
  await passes.give({ gate: { kind: 'window', name: 'weekend' }, reason: 'fix', by, until }, 'b');
  expect(await names()).toEqual(['freeze/all', 'nights']);
});
