import { expect, it } from 'vitest';
import type { Operation } from '../../../src/domain/operation/operation.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { rollback } from '../../../src/jobs/operations/rollback.ts';
import { registry, TEAM } from '../../support/values.ts';
import { APPROVER, guardedAtHook } from './approval-scene.ts';
import { key, scene, uri } from './asked-meanwhile.ts';

/** A run of another operation than a deploy, under a rule that asks at the hook. */
async function held(operation: Operation, input: Readonly<Record<string, unknown>>) {
  const it = scene({
    operation,
    input,
    seed: { pauses: [{ stage: 'POST_SCALE_UP', timeoutMinutes: 120 }] },
  });
  // What ran before, and can be gone back to.
  const digest = it.push('v0');
  const [{ taskDefinition = '' } = {}] = it.world.service(key).deployments;
  const at = it.clock.now();
  await it.history.remember(registry, {
    id: 'ecs-svc/0000000000000000001',
    taskDefinition,
    images: [{ container: registry.container, image: `${uri}:v0`, digest }],
    at,
    end: { kind: 'succeeded', at },
    tag: 'v0',
  });
  const policy = guardedAtHook();
  it.grant({ ...policy, approvals: policy.approvals.map((rule) => ({ ...rule, changes: 'all' })) });
  const told = (): number =>
    it.ecs.calls.filter(({ method, didIt }) => didIt && method === 'continueDeployment').length;
  /** An approver approves what is asked. */
  async function approve() {
    const open = await it.question();
    const approval = open?.approval;
    if (!open || !approval) return 'not-asked';
    const at = it.clock.now();
    const word = { subject: approval.subject, verdict: 'approve', team: TEAM, user: APPROVER, at } as const;
    return it.ledger.decide(
      it.id,
      { kind: 'decision', ...word },
      { question: open.key, person: [APPROVER], until: approval.until, closes: approval.people },
      { kind: 'decided', at, user: APPROVER, verdict: 'approve' },
      [],
    );
  }
  return { ...it, told, approve };
}

it.each<[string, Operation, Readonly<Record<string, unknown>>]>([
  ['a restart', restart, { force: true, pin: false }],
  ['a restart of pinned code', restart, { force: true, pin: true }],
  ['a rollback to what was named', rollback, { to: 'v0', dryRun: false }],
])('%s begins, is held at the hook, and goes on when it is approved', async (_, operation, input) => {
  const { untilAsked, untilOver, approve, told, outcome, made } = await held(operation, input);
  const asked = await untilAsked();
  expect(asked?.approval?.hook).toMatchObject({ stage: 'POST_SCALE_UP' });
  expect(made()).toBe(1);
  expect(await approve()).toBe('sent');
  await untilOver();
  expect(outcome()).toMatchObject({ kind: 'succeeded' });
  expect(told()).toBe(1);
});
