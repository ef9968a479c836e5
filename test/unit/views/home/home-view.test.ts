import { describe, expect, it } from 'vitest';
import { checkHome } from '../../../../sandbox/slack/views/check-view.ts';
import { Subject } from '../../../../src/domain/approval/subject.ts';
import type { HomeReader } from '../../../../src/domain/guard/home-reader.ts';
import type { Decision } from '../../../../src/domain/guard/may-do.ts';
import type { Hold } from '../../../../src/domain/hold/hold.ts';
import type { HomeFacts } from '../../../../src/domain/home/home-facts.ts';
import { RunNumber, StepId } from '../../../../src/domain/ids.ts';
import type { Run } from '../../../../src/domain/run/run.ts';
import { restart } from '../../../../src/jobs/operations/restart.ts';
import { homeDigest } from '../../../../src/views/home/home-digest.ts';
import { type Home, homeNotice, homeView, storeAway } from '../../../../src/views/home/home-view.ts';
import { readable } from '../../../support/story.ts';
import { aRun } from '../../../support/values.ts';

const at = aRun().acceptedAt + 60_000;
const nothing: HomeFacts = { awaiting: [], parked: [], running: [], ended: [], holds: [], unread: 'none' };
/** A freeze of production, its reason from outside. */
const freeze = (reason: string): Hold => ({
  kind: 'freeze',
  scope: { kind: 'environment', environment: 'production' },
  reason,
  by: { kind: 'slack', team: 'T1', user: 'U1' },
  since: at,
  until: at + 3_600_000,
});
const yes: Decision = { kind: 'yes', role: 'on-call' };
const reader = (may: Decision = yes): HomeReader => ({
  may,
  operations: may.kind === 'yes' ? [restart.spec] : [],
  mayTo: () => may.kind === 'yes',
  mayDecide: () => may.kind === 'yes',
});
const noRole: Decision = { kind: 'no', why: 'not-in-role', wish: 'anything', roles: [] };

const run = (number: number, more: Partial<Run> = {}): Run =>
  aRun({ number: RunNumber.parse(number), state: { status: 'running' }, ...more });
const parked = (number: number, question = 'Did ECS take it?'): Run => {
  const asks = { step: StepId.parse('ask'), question, evidence: ['two deployments were seen'] };
  return run(number, { state: { status: 'parked', parked: asks, since: at } });
};
const awaiting = (number: number, tag = 'v2'): Run => {
  const approval = {
    subject: Subject.parse('9f'.repeat(32)),
    decided: { change: 'deploy' as const, rows: [{ label: 'Tag', after: tag }] },
    people: 1,
    from: ['approver'],
    groups: ['S0APPROVERS'],
    by: [],
    until: at,
    glassFrom: at,
  };
  const question = { key: 'approval', text: 'Waiting', at, choices: [], offers: [], approval };
  return run(number, { state: { status: 'waiting', for: 'approval', until: at }, question });
};
const ended = (number: number): Run =>
  run(number, { state: { status: 'ended', outcome: { kind: 'succeeded', summary: 'ok' }, at } });

/** What a person reads, and the buttons: what a click does, its label, its words. */
const text = (view: Home): string => readable(view);
const buttons = (view: Home): string[] =>
  view.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((one) =>
          'value' in one && 'text' in one && one.text
            ? `${one.action_id?.split('/')[0]} ${one.text.text}: ${one.value}`
            : '?',
        )
      : [],
  );

describe('the App Home', () => {
  it('shows first what waits for people, then what runs, then what ended, and then what one can do', () => {
    const view = homeView(
      {
        ...nothing,
        awaiting: [awaiting(4)],
        parked: [parked(3)],
        running: [run(2)],
        ended: [ended(1)],
        holds: [freeze('peak sales')],
      },
      reader(),
      at,
    );
    const said = text(view);
    const order = [
      'Frozen and locked',
      'peak sales',
      'Waits for an approval',
      '#4',
      'Waits for an answer',
      '#3',
      'Running',
      '#2',
      'Ended last',
      '#1',
      'What you can do',
    ];
    expect(order.map((words) => said.indexOf(words))).toEqual(
      order.map((words) => said.indexOf(words)).sort((a, b) => a - b),
    );
    expect(order.filter((words) => !said.includes(words))).toEqual([]);
    expect(said.split('\n')[0]).toContain(
      '*1* run waits for an approval · *1* run waits for an answer · *1* running',
    );
  });

  it('has no section that has nothing to say', () => {
    const said = text(homeView(nothing, reader(), at));
    expect(said).toContain('Nothing runs, and nothing waits for anybody.');
    for (const title of ['Frozen', 'Waits for', 'Running', 'Ended last']) expect(said).not.toContain(title);
    expect(said).toContain(`/ops ${restart.spec.example}`);
  });

  it('gives those who may act the answers, a way to cancel, and the forms of operations', () => {
    const view = homeView({ ...nothing, parked: [parked(3)], running: [run(2)] }, reader(), at);
    expect(buttons(view)).toEqual([
      'home It happened: resume 3 happened',
      "home It didn't: resume 3 didnt",
      'home Abandon: resume 3 abandon',
      'home Show #3: show 3',
      'home Show #2: show 2',
      'home Cancel: cancel 2',
      'form Restart…: restart',
      'home Last runs: runs',
      'home What I may do: whoami',
      'home Help: help',
    ]);
  });

  it('lets those who may decide say no to what waits for an approval, and tells who may approve how', () => {
    const of = (...verdicts: string[]): Home =>
      homeView(
        { ...nothing, awaiting: [awaiting(4)] },
        { ...reader(noRole), mayDecide: (_, verdict) => verdicts.includes(verdict) },
        at,
      );
    expect(buttons(of('approve', 'reject')).slice(0, 2)).toEqual([
      'home Show #4: show 4',
      'home Reject: reject 4',
    ]);
    expect(text(of('approve', 'reject'))).toContain('You may approve it: `/ops approve 4`');
    expect(text(of('reject'))).not.toContain('You may approve it');
    expect(buttons(of())).not.toContain('home Reject: reject 4');
    expect(text(of())).toContain('Runs another image · Tag: v2');
  });

  it.each([
    ['no role', noRole, 'whoami'],
    [
      'Slack is away',
      { kind: 'no', why: 'memberships-unknown', wish: 'anything', groups: ['S0ONCALL'] },
      'in the group `S0ONCALL`',
    ],
    ['read-only', { kind: 'no', why: 'read-only' }, 'Read-only'],
  ] as const)('lets others look only, and says why: %s', (_, may, said) => {
    const view = homeView({ ...nothing, parked: [parked(3)], running: [run(2)] }, reader(may), at);
    expect(buttons(view)).toEqual([
      'home Show #3: show 3',
      'home Show #2: show 2',
      'home Last runs: runs',
      'home What I may do: whoami',
      'home Help: help',
    ]);
    expect(text(view)).toContain(said);
    expect(text(view)).toContain('Did ECS take it?');
  });

  it('is taken by Slack, however much runs and whatever is in it, and says what it leaves out', () => {
    const evil = '<!channel> & <@U1>\n*bold* '.repeat(300);
    const many = (make: (n: number) => Run) => Array.from({ length: 90 }, (_, i) => make(i + 1));
    const full = homeView(
      {
        awaiting: many((n) => awaiting(n, evil)),
        parked: many((n) => parked(n, evil)),
        running: many((n) => run(n, { remark: evil })),
        ended: many(ended).slice(0, 5),
        holds: Array.from({ length: 90 }, () => freeze(evil)),
        unread: 'some',
      },
      {
        may: yes,
        mayTo: () => true,
        mayDecide: () => true,
        operations: Array.from({ length: 60 }, (_, i) => ({ ...restart.spec, name: `operation-${i}` })),
      },
      at,
    );
    expect(checkHome(full)).toMatchObject({ ok: true });
    expect(text(full)).not.toContain('<!channel>');
    expect(text(full)).toContain('And 80 more');
    expect(text(full)).toContain('Older ones may be hidden');
    for (const view of [
      homeView(nothing, reader(), at),
      homeView(nothing, reader({ kind: 'no', why: 'read-only' }), at),
      homeNotice(storeAway),
    ])
      expect(checkHome(view)).toMatchObject({ ok: true });
  });

  it('has the same digest whenever it is shown, and another when anything of it changes', () => {
    const facts = { ...nothing, running: [run(2, { remark: '1 of 2 new tasks running' })] };
    const later = { ...nothing, running: [run(2, { remark: '2 of 2 new tasks running' })] };
    expect(JSON.stringify(homeView(facts, reader(), at))).not.toBe(
      JSON.stringify(homeView(facts, reader(), at + 60_000)),
    );
    expect(homeDigest(facts, reader())).toBe(homeDigest({ ...facts }, reader()));
    expect(homeDigest(facts, reader())).not.toBe(homeDigest(later, reader()));
    expect(homeDigest(facts, reader())).not.toBe(homeDigest(facts, reader(noRole)));
  });
});
