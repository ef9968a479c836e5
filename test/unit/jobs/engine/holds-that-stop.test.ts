import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { minutes } from '../../../../src/domain/clock.ts';
import { defineOperation } from '../../../../src/domain/operation/operation.ts';
import { effectStep, lookStep } from '../../../../src/domain/operation/step.ts';
import { err, ok } from '../../../../src/domain/result.ts';
import type { JournalEntry } from '../../../../src/domain/run/journal.ts';
import { holdsThatStop } from '../../../../src/jobs/engine/holds-that-stop.ts';
import { memoryHolds } from '../../../contract/holds/memory-holds.ts';
import { aRun } from '../../../support/values.ts';

const never = () => {
  throw new Error('no step is carried out here');
};
const common = {
  limit: () => minutes(1),
  output: z.string(),
  onLimit: () => ({ kind: 'failed', reason: 'too late' }) as const,
};
const effect = (id: string, does: 'change' | 'preparation') =>
  effectStep<unknown, string, string>({
    ...common,
    id,
    does,
    title: id,
    intent: z.string(),
    plan: () => id,
    act: never,
    done: never,
    question: () => `Did it ${id}?`,
  });
const steps = [
  lookStep<unknown, string>({ ...common, id: 'check', title: 'check', look: never }),
  effect('register', 'preparation'),
  effect('update', 'change'),
  effect('tag', 'change'),
];

/** An operation that registers something, changes what runs, and changes something more. */
const operation = defineOperation({
  name: 'deploy',
  version: 1,
  summary: 'deploy',
  example: 'deploy registry',
  input: z.object({}),
  permission: 'deploy',
  lock: 'service',
  decides: () => ({ change: 'restart', rows: [] }),
  freezable: 'stopped-by-freeze',
  lockable: 'stopped-by-lock',
  goesOn: 'it goes on',
  needs: [],
  steps,
});

/** What is written of a run whose first steps are done, the next one perhaps begun. */
const journal = (done: number): JournalEntry[] =>
  steps.slice(0, done).map(({ id }) => ({ kind: 'done', step: id, at: 1, output: '' }));

async function stops(done: number, more: JournalEntry[] = []): Promise<readonly string[]> {
  const holds = memoryHolds({ now: () => 0 });
  const by = { kind: 'system' } as const;
  await holds.place({ kind: 'freeze', scope: { kind: 'all' }, reason: 'incident', by, until: 1 }, 'a');
  const session = { run: aRun(), journal: [...journal(done), ...more] };
  const gates = () => {
    throw new Error('what is frozen needs no other answer');
  };
  const answer = await holdsThatStop(operation, session, { holds, gates });
  return answer.ok ? answer.value.map(({ reason }) => reason) : [answer.fault.kind];
}

describe('a freeze stops a run before its next effect', () => {
  it.each([
    ['nothing was done', 0],
    ['it was only looked', 1],
    ['something was prepared that nothing uses yet', 2],
  ])('while %s', async (_, done) => {
    expect(await stops(done)).toEqual(['incident']);
  });

  it('while an effect was tried in vain', async () => {
    const fault = { kind: 'throttled', call: 'ecs:UpdateService', detail: '' } as const;
    const update = steps[2]?.id ?? never();
    const tried: JournalEntry[] = [
      { kind: 'intent', step: update, at: 1, intent: '' },
      { kind: 'tried', step: update, at: 1, fault },
    ];
    expect(await stops(2, tried)).toEqual(['incident']);
  });

  it('and never once it has changed what runs: stopping halfway would be worse', async () => {
    expect(await stops(3)).toEqual([]);
  });
});

describe('where nothing is frozen or locked the gates are asked', () => {
  const holds = memoryHolds({ now: () => 0 });
  const window = { kind: 'window', name: 'weekend', reason: 'no deploys', until: 9 } as const;
  const fault = { kind: 'unreachable', call: 'cloudwatch:DescribeAlarms', detail: '' } as const;
  const session = (done: number) => ({ run: aRun(), journal: journal(done) });

  it('and what they say is what stops the run, a fault too', async () => {
    const shut = await holdsThatStop(operation, session(2), { holds, gates: async () => ok([window]) });
    expect(shut).toEqual(ok([window]));
    const unknown = await holdsThatStop(operation, session(2), { holds, gates: async () => err(fault) });
    expect(unknown).toEqual(err(fault));
  });

  it('and not once it has changed what runs', async () => {
    expect(await holdsThatStop(operation, session(3), { holds, gates: async () => err(fault) })).toEqual(
      ok([]),
    );
  });
});
