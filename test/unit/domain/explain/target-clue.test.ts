import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/domain/explain/explain.ts';
import { targetClues } from '../../../../src/domain/explain/target-clue.ts';
import type { Target, TargetGroup } from '../../../../src/domain/tasks/target-group.ts';
import { aSnapshot } from '../../../support/values.ts';
import { aGroup, aTarget, evidenceOf, NOW } from './evidence.ts';

const clues = (...groups: readonly TargetGroup[]) => targetClues({ groups, live: [], at: NOW });
const timedOut = (id: string): Target =>
  aTarget({ id, state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' });
const notInUse = aTarget({ state: 'unused', reason: 'Target.NotInUse' });

describe('what a load balancer finds wrong', () => {
  it('names the targets with their tasks, the reason in plain words, and what is asked', () => {
    const live = [
      { taskArn: 'arn:aws:ecs:us-east-1:111122223333:task/c/fedcba9876543210', address: '10.0.2.7' },
    ];
    const groups = [aGroup(timedOut('10.0.2.7'), timedOut('10.0.1.12'))];
    expect(targetClues({ groups, live, at: NOW }).map(({ shown }) => shown)).toEqual([
      "Targets 10.0.1.12:7860, 10.0.2.7:7860 (task fedcba98) are unhealthy: it doesn't answer in time. Asked: HTTP /health wants 200, every 30 s",
    ]);
  });

  it('keeps what differs apart, and names a few of many', () => {
    const many = Array.from({ length: 9 }, (_, i) => timedOut(`10.0.0.${i}`));
    const refused = aTarget({ state: 'unhealthy', reason: 'Target.FailedHealthChecks' });
    const shown = clues(aGroup(...many, refused)).map((clue) => clue.shown);
    expect(shown).toHaveLength(2);
    expect(shown[0]).toContain('10.0.0.3:7860 and 5 more are unhealthy');
  });

  it('a code that nobody knows is shown as it is', () => {
    const [clue] = clues(aGroup(aTarget({ state: 'unhealthy', reason: 'Target.BrandNew' })));
    expect(clue?.shown).toContain('is unhealthy: Target.BrandNew');
  });

  it.each<Target>([
    aTarget(),
    aTarget({ state: 'initial', reason: 'Elb.InitialHealthChecking' }),
    aTarget({ state: 'draining', reason: 'Target.DeregistrationInProgress' }),
    aTarget({ state: 'unused', reason: 'Target.NotRegistered' }),
    aTarget({ state: 'unavailable', reason: 'Target.HealthCheckDisabled' }),
  ])('nothing is wrong with one that is $state ($reason)', (target) => {
    expect(clues(aGroup(target))).toEqual([]);
  });
});

describe('a group without traffic', () => {
  it("is no trouble where it is the other one's turn (blue/green)", () => {
    expect(clues(aGroup(aTarget()), aGroup(notInUse))).toEqual([]);
  });

  it('is one where no group has any, and where only some of its own targets have none', () => {
    expect(clues(aGroup(notInUse))).toHaveLength(1);
    expect(clues(aGroup(notInUse, aTarget({ id: '10.0.1.12' })))).toHaveLength(1);
  });

  it('that is gone is said to be, as the reason', () => {
    const gone: TargetGroup = { kind: 'gone', arn: 'arn:aws:e:r:1:targetgroup/registry/0123456789abcdef' };
    const said = explain({ ...evidenceOf([], aSnapshot()), targets: [gone] });
    expect(said).toMatchObject({ cause: 'target-group-missing', standing: 'troubled' });
    expect(said.evidence[0]?.shown).toBe("Target group registry isn't there, and the service still names it");
  });
});

describe('beside what ECS says', () => {
  it("a service that ECS calls steady isn't well while its load balancer finds tasks ill", () => {
    const said = explain({ ...evidenceOf([], aSnapshot()), targets: [aGroup(timedOut('10.0.2.7'))] });
    expect(said).toMatchObject({ kind: 'known', cause: 'target-timeout', standing: 'troubled' });
  });

  it('why a task ended counts more than that it was ill', () => {
    const evidence = evidenceOf([{ exit: 1 }, { target: timedOut('10.0.2.7') }]);
    expect(explain(evidence)).toMatchObject({ cause: 'crash' });
    expect(explain(evidence).evidence.map(({ from }) => from)).toEqual(['task', 'target']);
  });
});
