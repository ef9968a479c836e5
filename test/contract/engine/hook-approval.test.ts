import { describe, expect, it } from 'vitest';
import type { PauseSeed } from '../../../sandbox/ecs/world/options.ts';
import { StepId } from '../../../src/domain/ids.ts';
import { APPROVER, BREAKER, SECOND } from './approval-scene.ts';
import { BEFORE_TRAFFIC, held, KEY } from './hook-scene.ts';

const MINUTE = 60_000;

describe('a deployment whose approval is asked for at ECS’s PAUSE hook', () => {
  it('begins at once, and waits there: approvers decide, anybody who may resume can only roll back', async () => {
    const { waiting, made, told, deployment, hook, digest, said } = held();
    const run = await waiting();
    expect(made()).toBe(1);
    expect(told()).toBe(0);
    expect(deployment().status).toBe('IN_PROGRESS');
    expect(run.question?.choices.map(({ answer }) => answer)).toEqual(['back']);
    const approval = run.question?.approval;
    expect(approval).toMatchObject({
      people: 1,
      from: ['approver'],
      hook: { id: hook()?.id, deployment: deployment().arn, stage: 'POST_SCALE_UP', otherwise: 'ROLLBACK' },
    });
    const rows = new Map(approval?.decided.rows.map(({ label, after }) => [label, after]));
    expect(rows.get('Image')).toBe(digest);
    expect(rows.get('Waiting image')).toBe(digest);
    expect(rows.get('Waiting revision')).toMatch(/:2$/);
    expect(rows.get('ECS waits at')).toBe('POST_SCALE_UP');
    expect(rows.get('Hook')).toBe(hook()?.id);
    expect(said()).toContain('ECS holds it at a PAUSE hook: the approval is asked for there.');
  });

  it('goes on when an approver says so, and ECS is told once', async () => {
    const { waiting, decide, untilOver, outcome, told, runs, digest } = held();
    await waiting();
    expect(await decide(APPROVER, 'approve')).toBe('sent');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
    expect(told()).toBe(1);
    expect(runs()).toEqual([digest]);
  });

  it('is rolled back when an approver rejects it, and its end says by whom', async () => {
    const { waiting, decide, untilOver, outcome, told, runs, digest } = held();
    await waiting();
    await decide(APPROVER, 'reject', { reason: 'not now' });
    await untilOver();
    expect(await outcome()).toEqual({
      kind: 'rolled-back',
      by: 'hand',
      reason: `<@${APPROVER}> rejected it: not now.`,
    });
    expect(told()).toBe(1);
    expect(runs()).not.toContain(digest);
  });

  it('is rolled back when nobody decides in our time', async () => {
    const { waiting, untilOver, outcome, told, ledger, request } = held();
    await waiting();
    await untilOver();
    expect(await outcome()).toEqual({
      kind: 'rolled-back',
      by: 'hook',
      reason: 'Nobody decided for 30 min.',
    });
    expect(told()).toBe(1);
    expect(ledger.eventsOf(request.id).filter(({ kind }) => kind === 'approval-waits')).toHaveLength(2);
  });

  it('takes decisions no longer than ECS waits, with time left to tell it', async () => {
    const { waiting, hook } = held({ pauses: [{ ...BEFORE_TRAFFIC, timeoutMinutes: 10 }] });
    const run = await waiting();
    expect(run.question?.approval?.until).toBe((hook()?.expiresAt ?? 0) - 30_000);
  });

  it('is asked for at each hook, by its own digest', async () => {
    const { waiting, decide, turn, untilOver, outcome, told } = held({
      pauses: [BEFORE_TRAFFIC, { stage: 'PRE_PRODUCTION_TRAFFIC_SHIFT', timeoutMinutes: 120 }],
    });
    const first = (await waiting()).question?.approval;
    await decide(APPROVER, 'approve');
    await turn();
    const second = (await waiting()).question?.approval;
    expect(second?.hook?.stage).toBe('PRE_PRODUCTION_TRAFFIC_SHIFT');
    expect(second?.subject).not.toBe(first?.subject);
    await decide(SECOND, 'approve');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
    expect(told()).toBe(2);
  });

  it('goes back by the word of whoever may resume', async () => {
    const { waiting, answer, untilOver, outcome, told } = held();
    await waiting();
    expect(await answer('back')).toBe('sent');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'rolled-back', by: 'hand' });
    expect(told()).toBe(1);
  });

  it('goes on without consent by who breaks the glass, once that may be', async () => {
    const { waiting, decide, pass, untilOver, outcome, told } = held();
    await waiting();
    pass(11 * MINUTE);
    expect(await decide(BREAKER, 'break-glass', { reason: 'checkout is down' })).toBe('sent');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
    expect(told()).toBe(1);
  });
});

describe('where no hook surely holds it', () => {
  it.each<[string, readonly PauseSeed[], string]>([
    ['there is none', [], 'no-hook'],
    ['it comes after production traffic', [{ stage: 'POST_PRODUCTION_TRAFFIC_SHIFT' }], 'too-late'],
    ['it continues by itself', [{ ...BEFORE_TRAFFIC, timeoutAction: 'CONTINUE' }], 'goes-on'],
  ])('since %s, it is asked for before anything begins, and why', async (_, pauses, early) => {
    const { waiting, effects } = held({ pauses });
    const run = await waiting();
    expect(run.question?.approval).toMatchObject({ early });
    expect(run.question?.approval?.hook).toBeUndefined();
    expect(effects()).toBe(0);
  });

  it('what was approved before it began is continued by whoever may resume', async () => {
    const { waiting, decide, turn, question, answer, untilOver, outcome } = held({
      pauses: [{ stage: 'POST_PRODUCTION_TRAFFIC_SHIFT', timeoutMinutes: 120 }],
    });
    await waiting();
    await decide(APPROVER, 'approve');
    while ((await question())?.choices.length !== 2) await turn();
    await answer('continue');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
  });

  it('since it was taken away after it was looked at, nothing begins', async () => {
    const { world, whenBegun, untilOver, outcome, made } = held();
    whenBegun('register', () => world.setPauses(KEY, []));
    await untilOver();
    expect(await outcome()).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('No PAUSE hook of the service holds it any more'),
    });
    expect(made()).toBe(0);
  });

  it('though the store says that there is one: ECS is asked before it begins', async () => {
    const { ledger, request, turn, untilOver, outcome, made, clock, waiting } = held({ pauses: [] });
    await waiting();
    const claimed = await ledger.claim(request.id);
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    const { journal, epoch } = claimed.claim;
    const seen = journal.findLast((entry) => entry.kind === 'done' && entry.step === 'check');
    const output = seen?.kind === 'done' ? seen.output : undefined;
    const forged = { ...(typeof output === 'object' ? output : {}), hook: 'holds' };
    const done = { kind: 'done', step: StepId.parse('check'), at: clock.now(), output: forged } as const;
    await ledger.write(request.id, { epoch }, { journal: [done], due: 0 });
    await turn();
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'failed' });
    expect(made()).toBe(0);
  });
});
