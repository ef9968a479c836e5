import { type Incident, IncidentNumber } from '../../../src/domain/alarm/incident.ts';
import type { Silence } from '../../../src/domain/alarm/silence.ts';
import { hours } from '../../../src/domain/clock.ts';
import { StackName } from '../../../src/domain/target/service.ts';
import {
  acknowledged,
  acknowledgedAlready,
  alarmUnconfirmed,
  incidentOver,
} from '../../../src/views/reply/acknowledged.ts';
import { alarmsMessage, noAlarms, unknownIncident, whichIncident } from '../../../src/views/reply/alarms.ts';
import {
  countdownStopped,
  deadRemedy,
  fineAlready,
  mendBegun,
  mendBegunAlready,
  notConfirmed,
  nothingToStop,
  unknownRemedy,
} from '../../../src/views/reply/mend.ts';
import {
  noSilence,
  silenceAgain,
  silenceLifted,
  silenceOver,
  silencePlaced,
  silenceStack,
  silenceTooLong,
  unknownSilence,
} from '../../../src/views/reply/silences.ts';
import { type Entry, type Outside, state } from '../entry.ts';
import { by, CPU, cpuHigh, enriched, group, incident, later, other, over } from './incidents.ts';
import { NUMBER, OPS } from './values.ts';

const number = (n: number) => IncidentNumber.parse(n);
const staging = StackName.parse('staging-us-east-1');

const RESTART = { remedy: 'restart', label: 'Restart registry' };

/** A silence of the registry's alarm, in a person's words. */
export const silence = (o: Outside, more: Partial<Silence> = {}): Silence => ({
  scope: { kind: 'alarm', fingerprint: CPU, name: `registry ${o('cpu-high')}` },
  until: later(120),
  by,
  reason: o('load test'),
  since: later(0),
  channel: OPS,
  ...more,
});

const open = (o: Outside) => [
  incident(o, { number: number(18), stack: staging, alarms: [other(o, 'staging-disk')] }),
  enriched(o, { acknowledged: { by, at: later(2) } }),
  group(o, { number: number(19) }),
];
/** So many, of which every tenth is critical. */
const many = (o: Outside, count: number): Incident[] =>
  Array.from({ length: count }, (_, n) =>
    incident(o, {
      number: number(n + 1),
      alarms: [n % 10 === 9 ? cpuHigh(o) : other(o, 'disk-nearly-full')],
    }),
  );
const nothing = { open: [], over: [], silences: [], unread: [], at: later(20) } as const;

/** What the commands and buttons of alarms are answered with. */
export const alarmReplyEntries = (o: Outside): readonly Entry[] => [
  {
    title: 'The alarms',
    view: alarmsMessage,
    seenBy: 'person',
    states: [
      state('nothing rings', alarmsMessage(nothing)),
      state(
        'one rings, and is told where it was asked',
        alarmsMessage({ ...nothing, open: [enriched(o)], channel: OPS }),
      ),
      state(
        'some ring, somebody has one, one is over, one is silenced',
        alarmsMessage({
          ...nothing,
          open: open(o),
          over: [over(o, { number: number(16) })],
          silences: [silence(o)],
        }),
      ),
      state(
        'one is silenced, and shown all the same',
        alarmsMessage({
          ...nothing,
          open: [incident(o, { alarms: [cpuHigh(o, { silencedUntil: later(120) })] })],
          silences: [silence(o)],
        }),
      ),
      state('twelve ring', alarmsMessage({ ...nothing, open: many(o, 12) })),
      state(
        'twelve ring in a stack',
        alarmsMessage({ ...nothing, stack: 'prod-us-east-1', open: many(o, 12), channel: OPS }),
      ),
      state(
        'three hundred ring, silences stand, and CloudWatch can’t be read',
        alarmsMessage({
          ...nothing,
          open: many(o, 300),
          silences: Array.from({ length: 9 }, () => silence(o)),
          over: Array.from({ length: 8 }, (_, n) => over(o, { number: number(n + 400) })),
          unread: ['CloudWatch in us-east-1'],
        }),
      ),
      state(
        'more ring than are looked at',
        alarmsMessage({ ...nothing, stack: 'prod-us-east-1', open: many(o, 13), read: 'some' }),
      ),
      state(
        'nothing rings, as far as is known',
        alarmsMessage({ ...nothing, unread: [o('CloudWatch in eu-west-1')] }),
      ),
    ],
  },
  {
    title: 'An alarm that isn’t there',
    view: unknownIncident,
    seenBy: 'person',
    states: [
      state('others are open', unknownIncident(number(99), open(o))),
      state('none is open', unknownIncident(number(99), [])),
    ],
  },
  {
    title: 'Which alarm is meant',
    view: whichIncident,
    seenBy: 'person',
    states: [
      state('several are open', whichIncident('ack', open(o))),
      state(
        'others are where they may not',
        whichIncident('ack', [enriched(o), group(o, { number: number(19) })], 1),
      ),
      state('all are', whichIncident('ack', [], 3)),
      state('none is', whichIncident('ack', [])),
    ],
  },
  {
    title: 'No alarms are taken',
    view: noAlarms,
    seenBy: 'person',
    states: [state('the configuration has none', noAlarms)],
  },
  {
    title: 'An alarm was acknowledged',
    view: acknowledged,
    seenBy: 'person',
    states: [state('it rings', acknowledged(enriched(o)))],
  },
  {
    title: 'An alarm was acknowledged before',
    view: acknowledgedAlready,
    seenBy: 'person',
    states: [
      state('by somebody else', acknowledgedAlready(enriched(o, { acknowledged: { by, at: later(2) } }))),
    ],
  },
  {
    title: 'An alarm is over',
    view: incidentOver,
    seenBy: 'person',
    states: [state('for whatever was asked', incidentOver(over(o)))],
  },
  {
    title: 'A change of an alarm isn’t confirmed',
    view: alarmUnconfirmed,
    seenBy: 'person',
    states: [state('Redis is away', alarmUnconfirmed)],
  },
  {
    title: 'A silence stands',
    view: silencePlaced,
    seenBy: 'everybody',
    states: [
      state('of an alarm', silencePlaced([silence(o)], 'A17')),
      state(
        'of a stack, in the place of another',
        silencePlaced([silence(o, { scope: { kind: 'stack', name: 'prod-us-east-1' } })], 'prod-us-east-1', [
          silence(o, { until: later(30) }),
        ]),
      ),
    ],
  },
  {
    title: 'An incident of too many alarms to silence each',
    view: silenceStack,
    seenBy: 'person',
    states: [state('its stack can be silenced', silenceStack(group(o), 'prod-us-east-1'))],
  },
  {
    title: 'A silence was ended',
    view: silenceLifted,
    seenBy: 'everybody',
    states: [state('before its time', silenceLifted([silence(o)], by))],
  },
  {
    title: 'There is no such silence',
    view: noSilence,
    seenBy: 'person',
    states: [
      state('and no other', noSilence(silence(o).scope, [])),
      state('but there are others', noSilence({ name: 'prod-us-east-1' }, [silence(o)])),
    ],
  },
  {
    title: 'A silence whose time is over',
    view: silenceOver,
    seenBy: 'person',
    states: [state('it was put off too long', silenceOver)],
  },
  {
    title: 'A silence that is too long',
    view: silenceTooLong,
    seenBy: 'person',
    states: [state('a week', silenceTooLong(hours(24)))],
  },
  {
    title: 'A silence that was asked for twice',
    view: silenceAgain,
    seenBy: 'person',
    states: [state('delivered twice', silenceAgain)],
  },
  {
    title: 'Nothing that can be silenced',
    view: unknownSilence,
    seenBy: 'person',
    states: [
      state('nearly a service', unknownSilence(o('regstry'), ['registry'])),
      state('nothing like it', unknownSilence(o('everything'), [])),
    ],
  },
  {
    title: 'A remedy has begun',
    view: mendBegun,
    seenBy: 'person',
    states: [state('as a run', mendBegun(enriched(o), 'restart', NUMBER))],
  },
  {
    title: 'A remedy was begun already',
    view: mendBegunAlready,
    seenBy: 'person',
    states: [state('for this very state', mendBegunAlready(enriched(o), 'restart', NUMBER))],
  },
  {
    title: 'A remedy of another state',
    view: deadRemedy,
    seenBy: 'person',
    states: [state('it rings otherwise', deadRemedy(enriched(o))), state('it is over', deadRemedy(over(o)))],
  },
  {
    title: 'A remedy for what is OK already',
    view: fineAlready,
    seenBy: 'person',
    states: [
      state(
        'it may be begun anyway',
        fineAlready(enriched(o, { alarms: [cpuHigh(o, { state: 'OK', overAt: later(12) })] }), RESTART),
      ),
    ],
  },
  {
    title: 'A remedy that nobody who watches asks for',
    view: notConfirmed,
    seenBy: 'person',
    states: [
      state('it can’t be asked', notConfirmed(incident(o), RESTART, 'unread')),
      state('it has no data', notConfirmed(incident(o), RESTART, 'unsaid')),
      state(
        'it is an alert that Alertmanager doesn’t list any more',
        notConfirmed(incident(o, { alarms: [cpuHigh(o, { type: 'rule' })] }), RESTART, 'unsaid'),
      ),
    ],
  },
  {
    title: 'A word that is no remedy',
    view: unknownRemedy,
    seenBy: 'person',
    states: [
      state('some fit', unknownRemedy(enriched(o), o('reboot'))),
      state('none fits', unknownRemedy(incident(o), o('reboot'))),
    ],
  },
  {
    title: 'A remedy was stopped',
    view: countdownStopped,
    seenBy: 'everybody',
    states: [state('in time', countdownStopped(enriched(o), 'restart'))],
  },
  {
    title: 'There is no remedy to stop',
    view: nothingToStop,
    seenBy: 'person',
    states: [
      state('it has begun', nothingToStop(enriched(o), NUMBER)),
      state('none was about to', nothingToStop(enriched(o))),
    ],
  },
];
