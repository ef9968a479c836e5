import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OPERATOR } from '../../support/values.ts';
import { APPROVER, awaiting, BREAKER, guarded, OPERATOR_TOO, SECOND } from './approval-scene.ts';

const MAY = [APPROVER, SECOND];
const aDecision = fc.record({
  user: fc.constantFrom(...MAY, OPERATOR, OPERATOR_TOO, BREAKER, 'U0STRANGER'),
  verdict: fc.constantFrom('approve' as const, 'approve' as const, 'reject' as const),
  /** Whether a worker looks before the next one. */
  looked: fc.boolean(),
});

it('nothing is changed unless as many people as are needed, who may and didn’t ask, have consented', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 2),
      fc.array(aDecision, { maxLength: 6 }),
      async (people, decisions) => {
        const { waiting, decide, turn, untilOver, effects } = awaiting(guarded(people));
        await waiting();
        const consents = new Set<string>();
        for (const { user, verdict, looked } of decisions) {
          const sent = await decide(user, verdict);
          if (sent === 'sent' && verdict === 'approve' && MAY.includes(user)) consents.add(user);
          if (looked) await turn();
        }
        await untilOver();
        if (consents.size < people) expect(effects()).toBe(0);
      },
    ),
    { numRuns: 150 },
  ));
