import { minutes } from '../../../src/domain/clock.ts';
import type { Decision } from '../../../src/domain/guard/may-do.ts';
import type { HomeFacts } from '../../../src/domain/home/home-facts.ts';
import { RunNumber } from '../../../src/domain/ids.ts';
import type { Run } from '../../../src/domain/run/run.ts';
import { type Home, homeNotice, homeView, storeAway } from '../../../src/views/home/home-view.ts';
import { unwelcome } from '../../../src/views/reply/entrance.ts';
import { type Entry, home, type Outside, type State } from '../entry.ts';
import { awaitingRun } from './approval.ts';
import { enriched, group } from './incidents.ts';
import { endedRun, parkedRun, rollingRun } from './runs.ts';
import { ACCEPTED, operation, outcomes, run } from './values.ts';

const AT = ACCEPTED + minutes(12);
const NOTHING: HomeFacts = { awaiting: [], parked: [], running: [], ended: [], unread: 'none', holds: [] };

const numbered = (runs: readonly Run[], from: number): readonly Run[] =>
  runs.map((one, i) => ({ ...one, number: RunNumber.parse(from - i) }));

const many = (one: Run, count: number, from: number): readonly Run[] =>
  numbered(
    Array.from({ length: count }, () => one),
    from,
  );

function homeOf(facts: Partial<HomeFacts>, may: Decision = { kind: 'yes', role: 'on-call' }): Home {
  const operations = may.kind === 'yes' ? [operation] : [];
  const reader = { may, operations, mayTo: () => may.kind === 'yes', mayDecide: () => may.kind === 'yes' };
  return homeView({ ...NOTHING, ...facts }, reader, AT);
}

const homes = (o: Outside): State[] => {
  const busy: HomeFacts = {
    ...NOTHING,
    parked: numbered([parkedRun(o)], 1042),
    running: numbered([run(o, {}), rollingRun(o)], 1041),
    ended: numbered(
      outcomes(o)
        .filter((_, i) => i % 3 === 0)
        .map(([, outcome]) => endedRun(o, outcome)),
      1039,
    ),
  };
  return [
    home('a newcomer opens it, and nothing has ever run', homeOf({})),
    home('something runs', homeOf({ running: numbered([rollingRun(o)], 1042) })),
    home('alarms are open', homeOf({ alarms: [enriched(o), group(o)] })),
    home('a run waits for an approval', homeOf({ awaiting: numbered([awaitingRun(o)], 1042) })),
    home('a run asks, others run, and some have ended', homeOf(busy)),
    home(
      'more waits and runs than it shows',
      homeOf({
        awaiting: many(awaitingRun(o), 7, 1049),
        parked: many(parkedRun(o), 12, 1042),
        running: many(rollingRun(o), 88, 1030),
        unread: 'some',
      }),
    ),
    home(
      'the reader has no role, and a run waits for an approval',
      homeOf(
        { awaiting: numbered([awaitingRun(o)], 1042) },
        { kind: 'no', why: 'no-rule', wish: 'anything' },
      ),
    ),
    home('the reader has no role', homeOf(busy, { kind: 'no', why: 'no-rule', wish: 'anything' })),
    home(
      'Slack doesn’t say who is in a group',
      homeOf({}, { kind: 'no', why: 'memberships-unknown', wish: 'anything', groups: ['S0ONCALL'] }),
    ),
    home('the bot changes nothing', homeOf({}, { kind: 'no', why: 'read-only' })),
    home('it is another workspace', homeOf({}, { kind: 'no', why: 'foreign-team' })),
  ];
};

/** What people see on the Home tab. */
export const homeEntries = (o: Outside): Entry[] => [
  { title: 'The App Home', view: homeView, seenBy: 'reader', states: homes(o) },
  {
    title: 'The App Home of somebody who isn’t talked to',
    view: homeNotice,
    seenBy: 'reader',
    states: [
      home('a guest', homeNotice(unwelcome('guest'))),
      home('another workspace', homeNotice(unwelcome('foreign-team'))),
      home('Slack doesn’t say who it is', homeNotice(unwelcome('person-unknown'))),
    ],
  },
  {
    title: 'The App Home while the runs can’t be read',
    view: storeAway,
    seenBy: 'reader',
    states: [home('Redis is away', homeNotice(storeAway))],
  },
];
