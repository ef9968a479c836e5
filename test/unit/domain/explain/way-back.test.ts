import { describe, expect, it, test } from 'vitest';
import { hours, minutes } from '../../../../src/domain/clock.ts';
import { causes, explain } from '../../../../src/domain/explain/explain.ts';
import { isBackSafe } from '../../../../src/domain/explain/way-back.ts';
import { candidates } from '../../../../src/domain/rollback/candidates.ts';
import { primaryOf } from '../../../../src/domain/rollout/service-snapshot.ts';
import { aSnapshot } from '../../../support/values.ts';
import { seen } from '../rollback/seen.ts';
import { evidenceOf, failing, NOW } from './evidence.ts';
import { platformCases } from './sayings.ts';
import { taskCases } from './sayings-of-tasks.ts';

/** An image that ran well before. */
const { best } = candidates(
  [seen({ minute: 1, ran: 'a' })],
  { container: 'registry', deployment: 'ecs-svc/2', taskDefinition: 'registry:8', digests: [] },
  NOW,
);

/** What was deployed may be to blame for these; what ran before needs the rest as well. */
const HELPED: ReadonlySet<string> = new Set([
  'image-architecture',
  'image-disk',
  'image-missing',
  'image-pull',
  'wrong-architecture',
  'command',
  'container-start',
  'out-of-memory',
  'segmentation-fault',
  'crash',
  'killed',
  'finished',
  'container-exited',
  'port-in-use',
  'own-memory',
  'file-permission',
  'environment',
  'container-health',
  'target-timeout',
  'target-status',
  'target-refused',
  'unhealthy-target',
  'unhealthy-in-discovery',
]);

test('every cause that a rollback is offered for is one', () => {
  const known = new Set(causes.map(({ cause }) => cause));
  expect([...HELPED].filter((cause) => !known.has(cause))).toEqual([]);
});

test.each([...platformCases, ...taskCases])('a deployment under way that fails by %s', (cause, said) => {
  const snapshot = failing();
  const explanation = explain(evidenceOf(Array.isArray(said) ? said : [said], snapshot));
  expect(isBackSafe(explanation, { at: NOW, snapshot, ...(best && { best }) })).toBe(HELPED.has(cause));
});

describe('a rollback is the safe next step', () => {
  const crash = [{ exit: 1 }];
  const isSafe = (snapshot = failing(), known: typeof best | 'none' = best): boolean =>
    isBackSafe(explain(evidenceOf(crash, snapshot)), {
      at: NOW,
      snapshot,
      ...(known === 'none' || known === undefined ? {} : { best: known }),
    });
  /** A deployment that is over, and whose tasks fail. */
  const over = (age: number) => {
    const primary = primaryOf(failing());
    if (!primary) throw new Error('it has a primary');
    const { rolloutState: _, ...rest } = primary;
    return failing({ deployments: [{ ...rest, createdAt: NOW - age }] });
  };

  it('while a deployment is under way, and within an hour after it began', () => {
    expect(isSafe()).toBe(true);
    expect(isSafe(over(minutes(50)))).toBe(true);
  });

  it('but not where no image is known that ended well', () => {
    expect(isSafe(failing(), 'none')).toBe(false);
  });

  it("but not later: what has run for long isn't to blame for what fails now", () => {
    expect(isSafe(over(hours(2)))).toBe(false);
  });

  it('but not while ECS goes back by itself', () => {
    const goesBack = failing({
      deployments: failing().deployments.map((one) =>
        one.status === 'PRIMARY'
          ? {
              ...one,
              rolloutReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
            }
          : one,
      ),
    });
    expect(isSafe(goesBack)).toBe(false);
  });

  it('as soon as the load balancer finds new tasks ill, before ECS has counted a failure', () => {
    const snapshot = failing({
      deployments: failing().deployments.map((one) => ({ ...one, failed: 0 })),
    });
    const ill = [{ target: { state: 'unhealthy', reason: 'Target.Timeout' } } as const];
    const explanation = explain(evidenceOf(ill, snapshot));
    expect(explanation.standing).toBe('rolling');
    expect(isBackSafe(explanation, { at: NOW, snapshot, ...(best && { best }) })).toBe(true);
    // What stopped may be of the deployment before.
    const stopped = explain(evidenceOf(crash, snapshot));
    expect(isBackSafe(stopped, { at: NOW, snapshot, ...(best && { best }) })).toBe(false);
  });

  it('but not of a service that is well now', () => {
    expect(isSafe(aSnapshot())).toBe(false);
  });

  it("but not where the cause isn't known", () => {
    const snapshot = failing();
    const unknown = explain(evidenceOf([{ stop: ['NewStopCode', 'Something new'] }], snapshot));
    expect(unknown.kind).toBe('unknown');
    expect(isBackSafe(unknown, { at: NOW, snapshot, ...(best && { best }) })).toBe(false);
  });
});
