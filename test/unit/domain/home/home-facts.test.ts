import { describe, expect, it } from 'vitest';
import { Subject } from '../../../../src/domain/approval/subject.ts';
import { homeFacts } from '../../../../src/domain/home/home-facts.ts';
import { RunNumber, StepId } from '../../../../src/domain/ids.ts';
import type { Run } from '../../../../src/domain/run/run.ts';
import type { RunState } from '../../../../src/domain/run/state.ts';
import { enriched } from '../../../support/enriched-incident.ts';
import { aRun } from '../../../support/values.ts';

const run = (number: number, state: RunState): Run => aRun({ number: RunNumber.parse(number), state });
const asks = { step: StepId.parse('ask'), question: 'Did it?', evidence: [] };
const parked = (number: number, since: number) => run(number, { status: 'parked', parked: asks, since });
const awaiting = (number: number, at: number): Run => {
  const approval = {
    subject: Subject.parse('9f'.repeat(32)),
    decided: { change: 'deploy' as const, rows: [] },
    people: 1,
    from: [],
    groups: [],
    by: [],
    until: 0,
    glassFrom: 0,
  };
  const question = { key: 'approval', text: 'Waiting', at, choices: [], offers: [], approval };
  return { ...run(number, { status: 'waiting', for: 'approval', until: 0 }), question };
};
const ended = (number: number, at: number) =>
  run(number, { status: 'ended', outcome: { kind: 'succeeded', summary: '' }, at });

/** The facts read from a store that holds these, newest first; the numbers of each kind. */
async function facts(all: readonly Run[]) {
  const runs = {
    live: async (limit: number) => all.filter(({ state }) => state.status !== 'ended').slice(0, limit),
    newest: async (limit: number) => all.slice(0, limit),
  };
  const { unread, ...kinds } = await homeFacts(runs, async () => []);
  const numbers = (runs: readonly Run[]) => runs.map(({ number }) => Number(number));
  return {
    unread,
    awaiting: numbers(kinds.awaiting),
    parked: numbers(kinds.parked),
    running: numbers(kinds.running),
    ended: numbers(kinds.ended),
  };
}

describe('what the App Home tells', () => {
  it('is who waits longest for an approval or an answer first, the newest of those under way, and what ended last', async () => {
    const all = [
      awaiting(8, 40),
      awaiting(9, 30),
      ended(7, 50),
      run(6, { status: 'queued' }),
      parked(5, 30),
      ended(4, 90),
      run(3, { status: 'waiting', for: 'rollout', until: 0 }),
      parked(2, 10),
      ended(1, 20),
    ];
    expect(await facts(all)).toEqual({
      unread: 'none',
      awaiting: [9, 8],
      parked: [2, 5],
      running: [6, 3],
      ended: [4, 7, 1],
    });
  });

  it('finds an old run that asks among many new ones, and says when it has not read all', async () => {
    const newer = Array.from({ length: 98 }, (_, i) => run(200 - i, { status: 'running' }));
    expect(await facts([...newer, parked(1, 10)])).toMatchObject({ unread: 'none', parked: [1] });
    const more = Array.from({ length: 150 }, (_, i) => run(300 - i, { status: 'running' }));
    expect((await facts(more)).unread).toBe('some');
  });
});

describe('the alarms of a Home', () => {
  const nothing = { live: async () => [], newest: async () => [] };
  const read = async (incidents?: Parameters<typeof homeFacts>[2]) =>
    (await homeFacts(nothing, async () => [], incidents)).alarms;

  it('are those that are open and aren’t silenced from the start', async () => {
    const open = enriched();
    expect(await read({ open: async () => [open, { ...open, quiet: true }] })).toEqual([open]);
  });

  it('aren’t told where none are taken', async () => {
    expect(await read()).toBeUndefined();
  });
});
