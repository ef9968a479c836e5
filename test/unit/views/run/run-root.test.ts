import { describe, expect, it } from 'vitest';
import { StepId } from '../../../../src/domain/ids.ts';
import type { Outcome } from '../../../../src/domain/run/outcome.ts';
import type { RunState } from '../../../../src/domain/run/state.ts';
import { runRoot } from '../../../../src/views/run/run-root.ts';
import { asRead } from '../../../../tools/gallery/as-read.ts';
import { aRun } from '../../../support/values.ts';

const acceptedAt = aRun().acceptedAt;
const step = StepId.parse('roll');
const progress = { desired: 2, running: 1, pending: 1, failed: 0, old: 2 };
const rollout = { status: 'waiting', for: 'rollout', until: 0 } as const;
const leftOut = [StepId.parse('register')];
const rolling = aRun({ state: rollout, step, leftOut, remark: '1 of 2 new tasks are running', progress });

const lines = (...given: Parameters<typeof runRoot>): string[] =>
  asRead(runRoot(...given)).lines.map(({ text }) => text);
const ended = (outcome: Outcome): RunState => ({ status: 'ended', outcome, at: acceptedAt + 72_000 });
const words = (run: Parameters<typeof runRoot>[0]) => asRead(runRoot(run)).buttons.map((one) => one.words);

describe("a run's root message", () => {
  it('says what, where, state and since when in its first line, and below it only what that leaves out', () => {
    expect(lines(rolling)).toEqual([
      '🔵 #1042 restart prod-us-east-1/registry 1 of 2 new tasks are running · since 03:00 UTC',
      '1 starting · 2 old still running',
      'Step 5 of 5: follow the rollout',
      'Asked by @operator · production',
    ]);
  });

  it('tells times as Slack shows them in the reader’s own zone', () => {
    expect(runRoot(rolling).text).toContain('since <!date^1795230000^{time}|03:00 UTC>');
  });

  it('shows the steps as a plan, with the figures at the step at work', () => {
    expect(runRoot(rolling).blocks[1]).toMatchObject({
      type: 'plan',
      title: 'Step 5 of 5: follow the rollout',
      tasks: [
        { status: 'complete' },
        { status: 'complete' },
        { status: 'complete' },
        { status: 'complete' },
        { task_id: 'roll', status: 'in_progress', details: { type: 'rich_text' } },
      ],
    });
    expect(asRead(runRoot(rolling)).unfolded.at(-1)?.text.trim()).toBe(
      '1 of 2 new tasks running · 1 starting · 2 old still running',
    );
  });

  it('says the same in plain blocks, for a workspace that knows no plan', () => {
    const { blocks, plain = [] } = runRoot(rolling);
    expect(blocks.map(({ type }) => type)).toContain('plan');
    expect(plain.map(({ type }) => type)).toEqual(['section', 'context', 'actions']);
    expect(asRead({ blocks: plain }).lines.map(({ text }) => text.replace('▸ ', ''))).toEqual(lines(rolling));
  });

  it('has neither a plan nor a step before its first step and after its end', () => {
    for (const run of [aRun(), aRun({ step, state: ended({ kind: 'succeeded', summary: 'new' }) })]) {
      expect(runRoot(run).plain).toBeUndefined();
      expect(lines(run).join()).not.toContain('Step');
    }
  });

  it.each([
    [{ kind: 'succeeded', summary: '2 of 2 tasks are new' }, '✅', 'done', '2 of 2 tasks are new'],
    [{ kind: 'failed', reason: 'no' }, '❌', 'failed', 'No'],
    [
      { kind: 'rolled-back', by: 'breaker', reason: 'tasks failed' },
      '↩️',
      "rolled back by ECS's circuit breaker",
      'Tasks failed',
    ],
    [{ kind: 'superseded', reason: 'another' }, '🔀', 'overtaken by another change', 'another'],
    [{ kind: 'gave-up', reason: 'ECS goes on' }, '⌛', 'stopped watching', 'ECS goes on'],
  ] as const)('tells the end %j apart, and only success has the tick', (outcome, icon, said, why) => {
    const [first, second] = lines(aRun({ state: ended(outcome) }));
    expect(first).toBe(`${icon} #1042 restart prod-us-east-1/registry ${said} after 1 min 12 s · 03:01 UTC`);
    expect(second?.toLowerCase()).toBe(why.toLowerCase());
    expect(first?.includes('✅')).toBe(outcome.kind === 'succeeded');
  });

  it('took no time where it never began', () => {
    const said = lines(aRun({ state: ended({ kind: 'rejected', reason: '#7 holds it' }) }));
    expect(said.slice(0, 2)).toEqual([
      '⛔ #1042 restart prod-us-east-1/registry not started · 03:01 UTC',
      '#7 holds it',
    ]);
  });

  it('warns as soon as new tasks fail', () => {
    const [first] = lines(aRun({ ...rolling, progress: { ...progress, failed: 1 } }));
    expect(first).toMatch(/^⚠️/);
  });

  it('names who cancelled it, and lets nothing else of the reason live', () => {
    const reason = '<@U0OPERATOR> cancelled it. <!channel> <@U0OTHER>';
    const said = runRoot(aRun({ state: ended({ kind: 'cancelled', reason }) })).text;
    expect(said).toContain('<@U0OPERATOR> cancelled it. &lt;!channel&gt; &lt;@U0OTHER&gt;');
  });
});

describe('its buttons', () => {
  const parked = { step, question: 'Did it?', evidence: [] };

  it.each([
    ['queued', { status: 'queued' }, ['cancel 1042']],
    ['running', { status: 'running' }, ['cancel 1042']],
    ['waiting', rollout, ['cancel 1042']],
    [
      'asking',
      { status: 'parked', parked, since: acceptedAt },
      ['resume 1042 happened', 'resume 1042 didnt', 'resume 1042 abandon'],
    ],
    ['done', ended({ kind: 'succeeded', summary: '' }), ['status prod-us-east-1/registry']],
    ['failed', ended({ kind: 'failed', reason: '' }), ['status prod-us-east-1/registry', 'retry 1042']],
  ] as const)('say what can be done while it is %s', (_name, state, said) => {
    expect(words(aRun({ state }))).toEqual(said);
  });

  it('ask first before anything is changed, but for the answer that it happened', () => {
    for (const state of [
      { status: 'queued' },
      { status: 'parked', parked, since: acceptedAt },
      ended({ kind: 'failed', reason: '' }),
    ] as const) {
      for (const { words: said, asks } of asRead(runRoot(aRun({ state }))).buttons) {
        expect([said, asks !== undefined]).toEqual([said, !/happened$|^status/.test(said)]);
      }
    }
  });

  it('are only where the story is told in full', () => {
    expect(asRead(runRoot(rolling, { mirrorOf: { channel: 'C0OPS' } })).buttons).toEqual([]);
  });
});
