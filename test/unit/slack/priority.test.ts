import { describe, expect, it } from 'vitest';
import { IncidentId } from '../../../src/domain/alarm/incident.ts';
import { RunId, StepId } from '../../../src/domain/ids.ts';
import type { DueIncident } from '../../../src/domain/ports/incidents.ts';
import type { DueNotice } from '../../../src/domain/ports/notices.ts';
import type { RunState } from '../../../src/domain/run/state.ts';
import { noOutage, worse } from '../../../src/slack/outage.ts';
import {
  type Concern,
  concernOf,
  incidentConcern,
  type Ranked,
  ranked,
  urgencyOf,
  waitingSince,
} from '../../../src/slack/priority.ts';

const step = StepId.parse('ask');
const ended = (at: number): RunState => ({
  status: 'ended',
  at,
  outcome: { kind: 'succeeded', summary: 'done' },
});
const parked = (since: number): RunState => ({
  status: 'parked',
  since,
  parked: { step, question: 'Did it?', evidence: [] },
});
const rollout: RunState = { status: 'waiting', for: 'rollout', until: 9 };

let ids = 0;
function due(name: string, more: Partial<DueNotice>): DueNotice & { readonly name: string } {
  ids += 1;
  const id = RunId.parse(String(ids).padStart(26, '0'));
  return {
    name,
    id,
    revision: 1,
    state: { status: 'queued' },
    acceptedAt: 0,
    channel: 'C1',
    untold: 0,
    ...more,
  };
}

/** The names, in the order in which they are told. */
const order = (notices: readonly (DueNotice & { readonly name: string })[]): string[] => {
  const runs = notices.map((notice) => ({
    ...({ kind: 'run', id: notice.id, name: notice.name } as const),
    ...{ concern: concernOf(notice), since: waitingSince(notice) },
  }));
  return ranked(runs).map(({ name }) => name);
};

describe('what is told next', () => {
  it('is first posts and ends, then questions, then threads of ends, then changes', () => {
    const notices = [
      due('a change', { state: rollout, shownAt: 1 }),
      due('a question', { state: parked(2), shownAt: 1 }),
      due('an approval', { state: { status: 'waiting', for: 'approval', until: 9 }, shownAt: 3 }),
      due('the thread of an end', { state: ended(4), shownAt: 5, shown: 'ended', untold: 1 }),
      due('a first post', { acceptedAt: 5 }),
      due('an end', { state: ended(4), shownAt: 1 }),
    ];
    expect(order(notices)).toEqual([
      'an end',
      'a first post',
      'a question',
      'an approval',
      'the thread of an end',
      'a change',
    ]);
  });

  it('is, among changes, the one whose root is the stalest, however often the others change', () => {
    const notices = [3, 1, 2].map((shownAt) => due(`shown at ${shownAt}`, { state: rollout, shownAt }));
    expect(order(notices)).toEqual(['shown at 1', 'shown at 2', 'shown at 3']);
  });

  it('is a first post for a run that ended before anything was told, and may use the reserve', () => {
    const concern = concernOf(due('', { state: ended(4) }));
    expect(concern).toBe('first');
    expect(
      ['first', 'end', 'question', 'change'].map((c) => (c === 'change' ? 'patient' : 'urgent')),
    ).toEqual((['first', 'end', 'question', 'change'] as const).map(urgencyOf));
  });
});

describe('incidents beside runs', () => {
  const base: DueIncident = {
    id: IncidentId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
    ...{ revision: 1, channel: 'C1', state: 'open', openedAt: 0, untold: 0 },
  };
  const one = (kind: Ranked['kind'], id: string, concern: Concern, since: number): Ranked => ({
    kind,
    id,
    concern,
    since,
  });
  const ids = (due: readonly Ranked[]): string[] => ranked(due).map(({ id }) => id);

  it.each([
    ['has no root yet', {}, 'alarm'],
    ['is over', { state: 'closed', shownAt: 1, shown: 'open' }, 'end'],
    ['rings again', { shownAt: 1, shown: 'closed' }, 'end'],
    ['is over, and its root says so', { state: 'closed', shownAt: 1, shown: 'closed', untold: 1 }, 'closing'],
    [
      'has something to say in its thread, such as a call',
      { shownAt: 1, shown: 'open', untold: 1 },
      'question',
    ],
    ['has changed', { shownAt: 1, shown: 'open' }, 'change'],
  ] as const)('one that %s', (_name, more, concern) => {
    expect(incidentConcern({ ...base, ...more })).toBe(concern);
  });

  it('are posted first, whoever else waits', () => {
    const runs = Array.from({ length: 9 }, (_, n) => one('run', `run ${n}`, 'first', n));
    expect(ids([...runs, one('incident', 'alarm', 'alarm', 99)])[0]).toBe('alarm');
    expect(urgencyOf('alarm')).toBe('alarm');
  });

  it('take turns with runs that wait for the same, whichever are more and wait longer', () => {
    const flapping = Array.from({ length: 4 }, (_, n) => one('incident', `alarm ${n}`, 'end', n));
    expect(ids([...flapping, one('run', 'run', 'end', 99)])).toEqual([
      ...['alarm 0', 'run', 'alarm 1', 'alarm 2', 'alarm 3'],
    ]);
    const ends = Array.from({ length: 3 }, (_, n) => one('run', `run ${n}`, 'end', n));
    expect(ids([...ends, one('incident', 'alarm', 'end', 99)])).toEqual(['run 0', 'alarm', 'run 1', 'run 2']);
  });
});

describe('an outage', () => {
  const times = { from: 500, to: 5000 };

  it('is met with waits that double up to a limit', () => {
    let [outage, now] = [noOutage, 0];
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      outage = worse(outage, times, now);
      waits.push(outage.quietUntil - now);
      now = outage.quietUntil;
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('counts calls that failed together once', () => {
    const once = worse(noOutage, times, 0);
    expect(worse(worse(once, times, 10), times, 20)).toEqual(once);
  });
});
