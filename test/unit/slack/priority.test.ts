import { describe, expect, it } from 'vitest';
import { RunId, StepId } from '../../../src/domain/ids.ts';
import type { DueNotice } from '../../../src/domain/ports/notices.ts';
import type { RunState } from '../../../src/domain/run/state.ts';
import { noOutage, worse } from '../../../src/slack/outage.ts';
import { concernOf, ranked, urgencyOf } from '../../../src/slack/priority.ts';

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
  const names = new Map(notices.map((notice) => [notice.id, notice.name]));
  return ranked(notices).map(({ id }) => names.get(id) ?? '?');
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
