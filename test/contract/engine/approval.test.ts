import { describe, expect, it } from 'vitest';
import { Subject } from '../../../src/domain/approval/subject.ts';
import { StepId } from '../../../src/domain/ids.ts';
import { letting } from '../../support/access.ts';
import { OPERATOR, registry, TEAM } from '../../support/values.ts';
import { APPROVER, awaiting, BREAKER, guarded, OPERATOR_TOO, SECOND } from './approval-scene.ts';

const MINUTE = 60_000;
const KEY = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };
const NOTHING = 'Nothing was changed.';

describe('a deployment that takes an approval', () => {
  it('asks before it changes anything, and says what for', async () => {
    const { waiting, effects, digest } = awaiting();
    const run = await waiting();
    expect(effects()).toBe(0);
    expect(run.question?.approval).toMatchObject({
      people: 1,
      from: ['approver'],
      groups: ['S0STRONG'],
      by: [],
      decided: { change: 'deploy', rows: expect.arrayContaining([{ label: 'Tag', after: 'v2' }]) },
    });
    expect(JSON.stringify(run.question?.approval?.decided)).toContain(digest);
  });

  it('goes on as soon as somebody who may has approved it', async () => {
    const { waiting, decide, untilOver, outcome, effects } = awaiting();
    await waiting();
    expect(await decide(APPROVER, 'approve')).toBe('sent');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
    expect(effects()).toBe(2);
  });

  it('asks nobody where no rule is about it', async () => {
    const { untilOver, outcome } = awaiting(letting([OPERATOR], { team: TEAM }));
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
  });

  it('ends when somebody says no, by whom', async () => {
    const { waiting, decide, untilOver, outcome, effects } = awaiting();
    await waiting();
    await decide(APPROVER, 'reject', { reason: 'not now' });
    await untilOver();
    expect(await outcome()).toEqual({
      kind: 'rejected',
      reason: `<@${APPROVER}> rejected it: not now. ${NOTHING}`,
    });
    expect(effects()).toBe(0);
  });

  it('expires when nobody decides, after having reminded them', async () => {
    const { waiting, untilOver, outcome, effects, ledger, request } = awaiting();
    await waiting();
    await untilOver();
    expect(await outcome()).toEqual({ kind: 'expired', reason: `Nobody decided for 30 min. ${NOTHING}` });
    expect(ledger.eventsOf(request.id).filter(({ kind }) => kind === 'approval-waits')).toHaveLength(2);
    expect(effects()).toBe(0);
  });

  it('offers to break the glass only once nobody has decided for a while', async () => {
    const { waiting, turn, request, ledger } = awaiting();
    expect((await waiting()).question?.offers).toEqual([]);
    await turn();
    await turn();
    expect((await ledger.peek(request.id))?.question?.offers).toMatchObject([{ label: 'Break glass' }]);
  });
});

describe('whose word counts', () => {
  it.each([
    ['who asked', OPERATOR],
    ['another account of who asked', OPERATOR_TOO],
    ['who isn’t an approver', 'U0STRANGER'],
    ['who may break the glass only', BREAKER],
  ])('not that of %s, though it got into the store', async (_, user) => {
    const { waiting, decide, untilOver, outcome, effects } = awaiting();
    await waiting();
    expect(await decide(user, 'approve')).toBe('sent');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'expired' });
    expect(effects()).toBe(0);
  });

  it('not a decision on something else', async () => {
    const { waiting, decide, untilOver, outcome, effects } = awaiting();
    const run = await waiting();
    const subject = run.question?.approval?.subject ?? '';
    const other = subject.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    await decide(APPROVER, 'approve', { subject: Subject.parse(other) });
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'expired' });
    expect(effects()).toBe(0);
  });

  it('two people’s where two are needed, however often one of them says it', async () => {
    const { waiting, decide, turn, untilOver, outcome, effects } = awaiting(guarded(2));
    await waiting();
    expect(await decide(APPROVER, 'approve')).toBe('sent');
    expect(await decide(APPROVER, 'approve')).toBe('again');
    await turn();
    const run = await waiting();
    expect(run.question?.approval?.by).toEqual([APPROVER]);
    expect(effects()).toBe(0);
    expect(await decide(SECOND, 'approve')).toBe('sent');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
  });

  it('that of who breaks the glass, with a reason, once it may be broken', async () => {
    const { waiting, decide, turn, untilOver, outcome } = awaiting();
    await waiting();
    await turn();
    await turn();
    expect(await decide(BREAKER, 'break-glass', { reason: 'checkout is down' })).toBe('sent');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
  });

  it('not that of who breaks it at once', async () => {
    const { waiting, decide, untilOver, outcome, effects, clock } = awaiting();
    await waiting();
    await decide(BREAKER, 'break-glass', { at: clock.now() - 9 * MINUTE });
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'expired' });
    expect(effects()).toBe(0);
  });
});

describe('what was approved', () => {
  it('is void where the tag means another image by then, and is asked for anew with old and new', async () => {
    const { waiting, decide, turn, pushAnew, ledger, request, effects, untilOver, outcome, digest } =
      awaiting();
    await waiting();
    const other = pushAnew();
    await decide(APPROVER, 'approve');
    await turn();
    const run = await waiting();
    expect(effects()).toBe(0);
    expect(JSON.stringify(run.question?.approval?.decided)).toContain(other);
    const asked = ledger.eventsOf(request.id).filter((event) => event.kind === 'approval-asked');
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatchObject({
      changed: [
        { label: 'Image', before: expect.stringContaining(digest), after: expect.stringContaining(other) },
      ],
    });
    await decide(APPROVER, 'approve');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
  });

  it('can’t be begun later than its time', async () => {
    const { waiting, decide, pass, turn, outcome, effects, awsAway } = awaiting();
    await waiting();
    await decide(APPROVER, 'approve');
    awsAway(true);
    await turn();
    pass(31 * MINUTE);
    awsAway(false);
    await turn();
    expect(await outcome()).toEqual({
      kind: 'expired',
      reason: `It was approved, but couldn't begin within 30 min. ${NOTHING}`,
    });
    expect(effects()).toBe(0);
  });

  it('doesn’t begin where a freeze came meanwhile', async () => {
    const { waiting, decide, untilOver, outcome, effects, holds, clock } = awaiting();
    await waiting();
    await decide(APPROVER, 'approve');
    const by = { kind: 'slack', team: TEAM, user: APPROVER } as const;
    const freeze = {
      kind: 'freeze',
      scope: { kind: 'all' },
      reason: 'sale',
      by,
      until: clock.now() + MINUTE,
    } as const;
    await holds.place(freeze, 'freeze/1');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'rejected' });
    expect(effects()).toBe(0);
  });

  it('is cancelled while it waits, and nothing was changed', async () => {
    const { waiting, untilOver, outcome, ledger, request, effects } = awaiting();
    await waiting();
    await ledger.signal(request.id, { kind: 'cancel', at: 0, team: TEAM, user: OPERATOR });
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'cancelled' });
    expect(effects()).toBe(0);
  });
});

describe('what a run remembers of its own steps', () => {
  it('isn’t believed where it names another revision than the run registered: nothing runs it', async () => {
    const { waiting, decide, untilOver, outcome, made, ledger, request, clock, world } = awaiting();
    const run = await waiting();
    await decide(APPROVER, 'approve');
    // Somebody who can write to Redis says that the revision is registered already: an older one.
    const claimed = await ledger.claim(request.id);
    const epoch = claimed.kind === 'claimed' ? claimed.claim.epoch : 0;
    const [primary] = world.service(KEY).deployments;
    const taskDefinition = primary?.taskDefinition ?? '';
    const step = StepId.parse('register');
    const done = { kind: 'done', step, at: clock.now(), output: { taskDefinition } } as const;
    expect(run.state.status).toBe('waiting');
    expect(await ledger.write(request.id, { epoch }, { journal: [done], due: 0 })).toBe('written');
    await untilOver();
    expect(await outcome()).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining("isn't the revision that this run registered"),
    });
    expect(made()).toBe(0);
  });
});

const whole = awaiting();
await whole.waiting();
await whole.decide(APPROVER, 'approve');
await whole.untilOver();
const writes = Array.from({ length: whole.writes() }, (_, i) => i + 1);

describe('a worker that dies at any write of an approved deployment', () => {
  it.each(
    writes.flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )('($when write $write) asks once, needs one approval, and does it once', async (death) => {
    const { deaths, waiting, decide, turn, untilOver, outcome, made, outside, ledger, request } = awaiting();
    deaths.push(death);
    for (let tries = 0; tries < 3; tries++) {
      const run = await waiting().catch(() => undefined);
      if (run) break;
      await turn().catch(() => undefined);
    }
    await decide(APPROVER, 'approve');
    await untilOver();
    expect(await outcome()).toMatchObject({ kind: 'succeeded' });
    expect([outside.taskDefinitions.registered.length, made()]).toEqual([1, 1]);
    expect(ledger.eventsOf(request.id).filter(({ kind }) => kind === 'approval-asked')).toHaveLength(1);
  });
});
