import { describe, expect, it } from 'vitest';
import { Subject } from '../../../src/domain/approval/subject.ts';
import { StepId } from '../../../src/domain/ids.ts';
import { OPERATOR, registry, TEAM } from '../../support/values.ts';
import { APPROVER, guardedAtHook, OPERATOR_TOO, SECOND } from './approval-scene.ts';
import { held } from './hook-scene.ts';

const MINUTE = 60_000;

describe('whose word counts at the hook', () => {
  it.each([
    ['who asked', OPERATOR],
    ['another account of who asked', OPERATOR_TOO],
    ['who isn’t an approver', 'U0STRANGER'],
  ])('not that of %s, though it got into the store', async (_, user) => {
    const { waiting, decide, untilOver, outcome, runs, digest } = held();
    await waiting();
    await decide(user, 'approve');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'rolled-back', by: 'hook' });
    expect(runs()).not.toContain(digest);
  });

  it('not `continue` of whoever may resume, under whatever key', async () => {
    const { waiting, answer, question, untilOver, outcome, runs, digest, ledger, request, clock } = held();
    await waiting();
    const key = (await question())?.key ?? '';
    await answer('continue', key);
    // As one that was given to the question as it is asked where no consent is needed.
    const epoch = await ledger.claim(request.id).then((one) => ('claim' in one ? one.claim.epoch : 0));
    const plain = key.replace(/-[^-]*$/, '');
    const run = await ledger.peek(request.id);
    if (!run?.question && run) {
      const open = { key: plain, text: '', at: clock.now(), choices: [], offers: [] };
      await ledger.write(request.id, { epoch }, { question: open, due: 0 });
    }
    await answer('continue', plain);
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'rolled-back', by: 'hook' });
    expect(runs()).not.toContain(digest);
  });

  it('not a decision on another hook, another deployment or another run', async () => {
    const other = held();
    const elsewhere = (await other.waiting()).question?.approval?.subject ?? '';
    const { waiting, decide, untilOver, outcome } = held();
    const here = (await waiting()).question?.approval?.subject;
    expect(here).not.toBe(elsewhere);
    await decide(APPROVER, 'approve', { subject: Subject.parse(elsewhere) });
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'rolled-back', by: 'hook' });
  });

  it('two people’s where two are needed', async () => {
    const { waiting, decide, turn, told, untilOver, outcome } = held({ policy: guardedAtHook(2) });
    await waiting();
    await decide(APPROVER, 'approve');
    await turn();
    expect(told()).toBe(0);
    expect(await decide(SECOND, 'approve')).toBe('sent');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
  });
});

describe('what waits at the hook', () => {
  it('isn’t continued where it isn’t what the run made, whatever was approved', async () => {
    const { waiting, decide, world, ledger, request, clock, untilOver, outcome, told } = held();
    await waiting();
    await decide(APPROVER, 'approve');
    // Somebody who can write to the store says that the run had registered another revision.
    const claimed = await ledger.claim(request.id);
    const epoch = claimed.kind === 'claimed' ? claimed.claim.epoch : 0;
    const taskDefinition = world.registerTaskDefinition(registry.region, registry.ecsService, 'other:v1');
    const step = StepId.parse('register');
    const done = { kind: 'done', step, at: clock.now(), output: { taskDefinition } } as const;
    expect(await ledger.write(request.id, { epoch }, { journal: [done], due: 0 })).toBe('written');
    await untilOver();
    expect(await outcome()).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining("isn't what this run made"),
    });
    expect(told()).toBe(0);
  });

  it('isn’t continued since the store says that ECS was about to be told so', async () => {
    const { waiting, deployment, hook, ledger, request, clock, untilOver, outcome, runs, digest } = held();
    const run = await waiting();
    const step = StepId.parse((run.question?.key ?? '').replace(/-[^-]*$/, ''));
    const claimed = await ledger.claim(request.id);
    const epoch = claimed.kind === 'claimed' ? claimed.claim.epoch : 0;
    const intent = { deployment: deployment().arn, hook: hook()?.id, action: 'CONTINUE' };
    await ledger.write(
      request.id,
      { epoch },
      { journal: [{ kind: 'intent', step, at: clock.now(), intent }], due: 0 },
    );
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'rolled-back', by: 'hook' });
    expect(runs()).not.toContain(digest);
  });

  it('that is cancelled stays there, and the end says what ECS does by itself', async () => {
    const { waiting, untilOver, outcome, told, ledger, request } = held();
    await waiting();
    await ledger.signal(request.id, { kind: 'cancel', at: 0, team: TEAM, user: OPERATOR });
    await untilOver();
    expect(await outcome()).toMatchObject({
      kind: 'cancelled',
      reason: expect.stringContaining('ECS still waits at its PAUSE hook, and rolls back by itself'),
    });
    expect(told()).toBe(0);
  });

  it('that somebody continued in AWS is told, and audited as unapproved', async () => {
    const { waiting, world, deployment, hook, untilOver, outcome, told, said, ledger } = held();
    await waiting();
    world.answerHook(deployment().arn, hook()?.id ?? '', 'CONTINUE');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
    expect(told()).toBe(0);
    expect(said()).toContain(
      "Somebody continued it at ECS's PAUSE hook (POST_SCALE_UP) in AWS. It went on without an approval: Wheelhouse couldn't stop it.",
    );
    const audited = ledger.audit().filter(({ kind }) => kind === 'unapproved');
    expect(audited).toHaveLength(1);
  });

  it('that somebody rolled back in AWS is followed, and nobody is said to have gone past', async () => {
    const { waiting, world, deployment, hook, untilOver, outcome, said } = held();
    await waiting();
    world.answerHook(deployment().arn, hook()?.id ?? '', 'ROLLBACK');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'rolled-back', by: 'hand' });
    expect(said()).not.toContain('without an approval');
  });

  it('is held by ECS alone with everything down, and goes back when its time is over', async () => {
    const { waiting, pass, untilOver, outcome, told, deployment } = held();
    await waiting();
    pass(121 * MINUTE);
    expect(deployment().status).not.toBe('IN_PROGRESS');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'rolled-back', by: 'hook' });
    expect(told()).toBe(0);
  });
});
