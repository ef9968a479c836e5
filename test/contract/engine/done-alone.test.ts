import { describe, expect, it } from 'vitest';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import type { Reviewable } from '../../../src/domain/review/review-rule.ts';
import { letting } from '../../support/access.ts';
import { OPERATOR, TEAM } from '../../support/values.ts';
import { APPROVER, awaiting, BREAKER, guarded } from './approval-scene.ts';
import { mortalEngine } from './mortal-engine.ts';

const reviewed = (changes: readonly Reviewable[], environment: 'production' | 'staging' = 'production') =>
  ({ changes, where: { kind: 'places', environments: [environment], stacks: [] } }) as const;

const policy = (...reviews: AccessPolicy['reviews']): AccessPolicy => ({
  ...letting([OPERATOR], { team: TEAM }),
  reviews,
});

/** A restart under a policy, to its end. */
async function restarted(
  access: AccessPolicy,
  before: (it: ReturnType<typeof mortalEngine>) => void = () => undefined,
) {
  const it = mortalEngine();
  it.grant(access);
  before(it);
  await it.untilOver();
  return it;
}

describe('a run that changed something without anybody’s consent', () => {
  it('opens a review with its end, where the policy wants one', async () => {
    const { ledger, request, made } = await restarted(policy(reviewed(['restart', 'restart-unproven'])));
    expect(made()).toBe(1);
    expect(ledger.reviews()).toEqual([
      expect.objectContaining({
        kind: 'alone',
        run: request.id,
        operation: 'restart',
        requester: request.actor,
        channel: request.target.changesChannel ?? request.origin.channel,
      }),
    ]);
  });

  it.each([
    ['of other changes', policy(reviewed(['scale-out']))],
    ['elsewhere', policy(reviewed(['restart', 'restart-unproven'], 'staging'))],
    ['of nothing', policy()],
  ])('opens none where the policy wants reviews %s', async (_, access) => {
    const { ledger, made } = await restarted(access);
    expect(made()).toBe(1);
    expect(ledger.reviews()).toEqual([]);
  });

  it('opens none where nothing was changed', async () => {
    const { ledger, made, ends } = await restarted(policy(reviewed(['restart', 'restart-unproven'])), (it) =>
      it.switchTo('read-only'),
    );
    expect(made()).toBe(0);
    expect(ends()).toHaveLength(1);
    expect(ledger.reviews()).toEqual([]);
  });

  it('opens one however often a worker dies on the way', async () => {
    const whole = await restarted(policy(reviewed(['restart', 'restart-unproven'])));
    for (let write = 1; write <= whole.writes(); write++) {
      const one = await restarted(policy(reviewed(['restart', 'restart-unproven'])), ({ deaths }) =>
        deaths.push({ write, when: 'after' }),
      );
      expect(one.ledger.reviews()).toHaveLength(1);
    }
  });
});

describe('a run that somebody consented to', () => {
  it.each([
    ['an approver', APPROVER, 'approve'],
    ['who broke the glass, of which there is another review,', BREAKER, 'break-glass'],
  ] as const)('opens none: %s', async (_, user, verdict) => {
    const one = awaiting(guarded(1, { reviews: [reviewed(['deploy'])] }));
    await one.waiting();
    if (verdict === 'break-glass') one.pass(700_000);
    expect(await one.decide(user, verdict)).toBe('sent');
    await one.untilOver();
    expect(one.made()).toBe(1);
    expect(one.ledger.reviews()).toEqual([]);
  });
});
