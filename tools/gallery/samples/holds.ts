import { hours, minutes } from '../../../src/domain/clock.ts';
import type { Hold } from '../../../src/domain/hold/hold.ts';
import { type Scope, serviceScope } from '../../../src/domain/hold/scope.ts';
import { RunNumber } from '../../../src/domain/ids.ts';
import {
  holdAgain,
  holdLifted,
  holdPlaced,
  holdStands,
  holdUnconfirmed,
  noHold,
  unknownScope,
} from '../../../src/views/reply/holds.ts';
import { locksMessage } from '../../../src/views/reply/locks.ts';
import {
  noCriticalAlarms,
  passGiven,
  passStands,
  passUseless,
  unknownWindow,
} from '../../../src/views/reply/passes.ts';
import { targetStopped } from '../../../src/views/reply/refusal.ts';
import { liftAsked, liftWaits } from '../../../src/views/reply/second-person.ts';
import { type Entry, type Outside, state } from '../entry.ts';
import { parkedRun, rollingRun } from './runs.ts';
import { ACCEPTED, registry } from './values.ts';
import { alarmsPass, pass, stretch, times, weekend, windowStop } from './windows.ts';

const by = { kind: 'slack', team: 'T0WHEEL01', user: 'U0OPERATOR' } as const;
const production: Scope = { kind: 'environment', environment: 'production' };

/** A freeze of production for six hours, in a person's words; of something else where that is said. */
export const freeze = (o: Outside, scope: Scope = production): Extract<Hold, { kind: 'freeze' }> => ({
  kind: 'freeze',
  scope,
  reason: o('peak sales'),
  by,
  since: ACCEPTED - minutes(5),
  until: ACCEPTED + hours(6),
});

/** A lock of the registry. */
export const lock = (o: Outside): Hold => ({
  kind: 'lock',
  scope: serviceScope(registry),
  reason: o('rolled back, see #1041'),
  by: { kind: 'alarm', name: o('registry-5xx') },
  since: ACCEPTED - hours(30),
});

const approvers = [
  { name: 'approver', takes: 'both', groups: ['S0APPROVERS'], users: ['U0APPROVER'] },
] as const;

const AT = ACCEPTED + minutes(12);

const nothingHeld = { holds: [], windows: [], passes: [], runs: [], unread: 'none', at: AT } as const;

/** What people read of freezes, locks and windows. */
export const holdEntries = (o: Outside): Entry[] => [
  {
    title: '`freeze`, `lock`: what stands from now on',
    view: holdPlaced,
    seenBy: 'everybody',
    states: [
      state('an environment is frozen, and nothing runs there', holdPlaced(freeze(o), [])),
      state(
        'everything is frozen while runs are under way',
        holdPlaced(freeze(o, { kind: 'all' }), [rollingRun(o)]),
      ),
      state('it takes the place of another', holdPlaced(freeze(o), [], { ...freeze(o), until: ACCEPTED })),
      state('a service is locked, and what runs can’t be read', holdPlaced(lock(o), 'unknown')),
    ],
  },
  {
    title: '`unfreeze`, `unlock`: what stands no more',
    view: holdLifted,
    seenBy: 'everybody',
    states: [
      state('nothing else stands there', holdLifted(freeze(o), by, [])),
      state('something else does', holdLifted(lock(o), by, [freeze(o)])),
    ],
  },
  {
    title: '`unfreeze` of what two people lift',
    view: liftAsked,
    seenBy: 'everybody',
    states: [state('somebody wants it', liftAsked('unfreeze production', 'U0OPERATOR', approvers))],
  },
  {
    title: '`unfreeze` by two people who may not approve',
    view: liftWaits,
    seenBy: 'person',
    states: [state('neither of them approves', liftWaits('unfreeze production', approvers))],
  },
  {
    title: '`unfreeze`, `unlock` of what isn’t held',
    view: noHold,
    seenBy: 'person',
    states: [
      state('nothing stands there', noHold('lock', serviceScope(registry), [])),
      state('something wider does', noHold('freeze', serviceScope(registry), [freeze(o)])),
    ],
  },
  {
    title: '`freeze`, `lock` of what somebody else holds for longer',
    view: holdStands,
    seenBy: 'person',
    states: [state('a freeze', holdStands(freeze(o))), state('a lock', holdStands(lock(o)))],
  },
  {
    title: 'The same freeze or lock again',
    view: holdAgain,
    seenBy: 'person',
    states: [state('Slack delivered it twice, or a button was clicked twice', holdAgain)],
  },
  {
    title: 'A freeze or a lock of which Redis says nothing',
    view: holdUnconfirmed,
    seenBy: 'person',
    states: [state('after 1.5 s', holdUnconfirmed)],
  },
  {
    title: '`unfreeze window`, `unfreeze alarms`: what is let past for a while',
    view: passGiven,
    seenBy: 'everybody',
    states: [
      state('a window', passGiven(pass(o))),
      state('critical alarms, in place of another', passGiven(alarmsPass(o), pass(o))),
    ],
  },
  {
    title: '`unfreeze window` of what somebody else lifted for longer',
    view: passStands,
    seenBy: 'person',
    states: [state('a window', passStands(pass(o)))],
  },
  {
    title: '`unfreeze window` of one that doesn’t stand',
    view: passUseless,
    seenBy: 'person',
    states: [state('it stands later', passUseless(weekend(o), stretch))],
  },
  {
    title: 'A window that isn’t there',
    view: unknownWindow,
    seenBy: 'person',
    states: [
      state('some are like it', unknownWindow(o('weekned'), ['weekend'], ['weekend', 'nights'])),
      state('none is', unknownWindow(o('summer'), [], ['weekend', 'nights'])),
      state('there are none', unknownWindow(o('summer'), [], [])),
    ],
  },
  {
    title: 'Critical alarms that aren’t there',
    view: noCriticalAlarms,
    seenBy: 'person',
    states: [state('some stack is like it', noCriticalAlarms(o('prod-us-east'), ['prod-us-east-1']))],
  },
  {
    title: 'Something to freeze that isn’t there',
    view: unknownScope,
    seenBy: 'person',
    states: [
      state(
        'some are like it',
        unknownScope(
          o('prodution'),
          ['production'],
          (meant) => `freeze ${meant} --reason "${o('peak sales')}"`,
        ),
      ),
      state(
        'none is',
        unknownScope(o('payments'), [], (meant) => meant),
      ),
    ],
  },
  {
    title: '`locks`: what is held',
    view: locksMessage,
    seenBy: 'person',
    states: [
      state(
        'freezes, locks and runs',
        locksMessage({
          holds: [freeze(o), lock(o)],
          windows: [],
          passes: [],
          runs: [rollingRun(o), { ...parkedRun(o), number: RunNumber.parse(1041), heldSince: ACCEPTED }],
          unread: 'some',
          at: AT,
        }),
      ),
      state(
        'a window stands, another is lifted',
        locksMessage({ ...nothingHeld, windows: [{ ...times(o), now: stretch }], passes: [pass(o)] }),
      ),
      state('nothing is, and a window comes next', locksMessage({ ...nothingHeld, windows: [times(o)] })),
    ],
  },
  {
    title: 'A freeze or a lock stops it',
    view: targetStopped,
    seenBy: 'person',
    states: [
      state('one', targetStopped([freeze(o)])),
      state('a window', targetStopped([windowStop(o)])),
      state('several', targetStopped([freeze(o, { kind: 'all' }), lock(o)])),
    ],
  },
];
