import { describe, expect, it } from 'vitest';
import type { PauseSeed } from '../../../sandbox/ecs/world/options.ts';
import { Subject } from '../../../src/domain/approval/subject.ts';
import { StepId } from '../../../src/domain/ids.ts';
import { OPERATOR, registry, TEAM } from '../../support/values.ts';
import {
  APPROVER,
  awaiting,
  BREAKER,
  type guarded,
  guardedAtHook,
  OPERATOR_TOO,
  SECOND,
} from './approval-scene.ts';

const KEY = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };
const MINUTE = 60_000;
const BEFORE_TRAFFIC: PauseSeed = { stage: 'POST_SCALE_UP', timeoutMinutes: 120 };

/** A deployment whose approval is asked for while ECS holds it. */
function held({
  pauses = [BEFORE_TRAFFIC],
  policy = guardedAtHook(),
}: {
  readonly pauses?: readonly PauseSeed[];
  readonly policy?: ReturnType<typeof guarded>;
} = {}) {
  const it = awaiting(policy, { pauses });
  const { ecs, ledger, request, world, clock } = it;
  const told = (): number =>
    ecs.calls.filter(({ method, didIt }) => didIt && method === 'continueDeployment').length;
  const deployment = () => {
    const [one] = world.service(KEY).serviceDeployments;
    if (!one) throw new Error('there is no service deployment');
    return one;
  };
  const hook = () => deployment().hooks.at(-1);
  /** The digests that the tasks run. */
  const runs = () => [
    ...new Set(
      world
        .service(KEY)
        .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
        .map(({ images }) => images[0]?.digest),
    ),
  ];
  const question = async () => (await ledger.peek(request.id))?.question;
  /** Somebody who may resume says it, or whoever can write to the store does. */
  async function answer(word: string, key?: string, user = SECOND) {
    const open = await question();
    const signal = { kind: 'answer', at: clock.now(), team: TEAM, user, answer: word } as const;
    return ledger.signal(request.id, { ...signal, question: key ?? open?.key ?? '' });
  }
  const said = (): string => JSON.stringify(ledger.eventsOf(request.id));
  return { ...it, told, deployment, hook, runs, question, answer, said };
}

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
