import { describe, expect, it } from 'vitest';
import { APPROVER } from './approval-scene.ts';
import { held } from './hook-scene.ts';

/** The writes from the approval to the end. */
async function writesOfApproval() {
  const whole = held();
  await whole.waiting();
  const from = whole.writes();
  await whole.decide(APPROVER, 'approve');
  await whole.untilOver();
  return Array.from({ length: Math.min(8, whole.writes() - from) }, (_, i) => from + i + 1);
}

const writes = await writesOfApproval();

describe('a worker that dies at any write between the decision and what ECS is told', () => {
  it.each(
    writes.flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )('($when write $write) tells ECS once, and says so once', async (death) => {
    const { deaths, waiting, decide, untilOver, outcome, told, said, ledger, request } = held();
    await waiting();
    deaths.push(death);
    await decide(APPROVER, 'approve');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
    expect(told()).toBe(1);
    expect(said()).not.toContain('without an approval');
    const asked = ledger.eventsOf(request.id).filter(({ kind }) => kind === 'approval-asked');
    expect(asked).toHaveLength(1);
  });
});
