import { minutes } from '../../../src/domain/clock.ts';
import { incidentRoot } from '../../../src/views/alarm/incident-root.ts';
import { incidentThread } from '../../../src/views/alarm/incident-thread.ts';
import { type Entry, type Outside, type State, state } from '../entry.ts';
import {
  by,
  CPU,
  cpuHigh,
  enriched,
  facts,
  group,
  incident,
  later,
  mending,
  other,
  over,
} from './incidents.ts';
import { CHANGES } from './values.ts';

const acknowledged = { by, at: later(2) };
const countdown = { remedy: 'restart', fingerprint: CPU, due: later(8) };

const roots = (o: Outside): State[] => [
  state('it has just begun to ring', incidentRoot(incident(o))),
  state(
    'it warns, and nobody knows whose it is',
    incidentRoot(incident(o, { alarms: [other(o, 'nightly-backup')] })),
  ),
  state('what is known of it is there, and its picture', incidentRoot(enriched(o))),
  state(
    'CloudWatch hasn’t confirmed it yet',
    incidentRoot(enriched(o, { alarms: [cpuHigh(o, { confirmed: { state: 'OK', at: later(1) } })] })),
  ),
  state('somebody has acknowledged it', incidentRoot(enriched(o, { acknowledged }))),
  state('a remedy is under way', incidentRoot(enriched(o, { acknowledged, mendings: [mending()] }))),
  state(
    'a remedy didn’t help',
    incidentRoot(
      enriched(o, { acknowledged, mendings: [mending({ end: { kind: 'no-help', at: later(14) } })] }),
    ),
  ),
  state('a remedy begins by itself soon', incidentRoot(enriched(o, { countdown }))),
  state('it is silenced', incidentRoot(enriched(o, { alarms: [cpuHigh(o, { silencedUntil: later(120) })] }))),
  state(
    'it has no data any more',
    incidentRoot(enriched(o, { alarms: [cpuHigh(o, { state: 'INSUFFICIENT_DATA', at: later(3) })] })),
  ),
  state('it rings again', incidentRoot(enriched(o, { alarms: [cpuHigh(o, { times: 3 })] }))),
  state('it flaps', incidentRoot(enriched(o, { alarms: [cpuHigh(o, { times: 14 })] }))),
  state('several of one stack ring', incidentRoot(group(o))),
  state(
    'many of one stack ring, told late',
    incidentRoot(
      group(o, {
        alarms: Array.from({ length: 12 }, (_, n) => other(o, `mcp-gateway-v2-alarm-${n + 1}`)),
        acknowledged,
      }),
      { late: true },
    ),
  ),
  state(
    'its channel can’t be posted in',
    incidentRoot(enriched(o), { insteadOf: { channel: CHANGES, error: 'not_in_channel' } }),
  ),
  state('it is over', incidentRoot(over(o))),
  state(
    'a remedy helped',
    incidentRoot(
      over(o, { mendings: [mending({ end: { kind: 'helped', at: later(6), after: minutes(2) } })] }),
    ),
  ),
  state(
    'all of a group is over',
    incidentRoot(
      over(o, {
        alarms: [
          other(o, 'mcp-gateway-v2-alb-5xx', { state: 'OK', overAt: later(12), times: 2 }),
          cpuHigh(o, { state: 'OK', overAt: later(12) }),
        ],
      }),
    ),
  ),
];

const threads = (o: Outside): State[] => {
  const one = enriched(o);
  const said = (event: Parameters<typeof incidentThread>[1]['event'], timing?: 'late') =>
    incidentThread(one, { event, ...(timing ? { timing } : {}) });
  return [
    state('it began to ring', said({ kind: 'opened', at: later(0), alarms: [CPU] })),
    state('it rings again, told late', said({ kind: 'reopened', at: later(30), alarms: [CPU] }, 'late')),
    state('what was found out', said({ kind: 'facts', at: later(1), fingerprint: CPU, facts: facts(o) })),
    state(
      'what couldn’t be read',
      said({
        kind: 'facts',
        at: later(1),
        fingerprint: CPU,
        facts: { proposals: [], unknown: ['the log', o('ECS')], deployed: [] },
      }),
    ),
    state('somebody acknowledged it', said({ kind: 'acknowledged', at: later(2), by })),
    state(
      'somebody silenced it',
      said({ kind: 'silenced', at: later(2), by, until: later(120), reason: o('load test') }),
    ),
    state('its silence is over', said({ kind: 'silence-ended', at: later(120) })),
    state(
      'nobody acknowledged it',
      said({
        kind: 'escalated',
        at: later(10),
        level: 1,
        to: ['<!subteam^S0APPROVERS>', `<#${CHANGES}>`, o('PagerDuty')],
      }),
    ),
    state(
      'somebody outside couldn’t be called',
      said({ kind: 'not-called', at: later(11), who: 'PagerDuty', why: o('it answers 403') }),
    ),
    state(
      'somebody outside refuses to be called',
      said({ kind: 'not-called', at: later(10), who: 'PagerDuty', why: o('answered 400'), again: true }),
    ),
    state(
      'somebody outside couldn’t be told that somebody has it',
      said({ kind: 'not-called', at: later(11), who: 'PagerDuty', says: 'taken', why: o('it answers 403') }),
    ),
    state('a remedy began', said({ kind: 'mending', at: later(4), mending: mending() })),
    state(
      'a remedy began by itself',
      said({
        kind: 'mending',
        at: later(4),
        mending: mending({ by: { kind: 'alarm', name: o('cpu-high') } }),
      }),
    ),
    state(
      'a remedy helped',
      said({
        kind: 'mended',
        at: later(6),
        mending: mending({ end: { kind: 'helped', at: later(6), after: minutes(2) } }),
      }),
    ),
    state(
      'a remedy didn’t help',
      said({ kind: 'mended', at: later(14), mending: mending({ end: { kind: 'no-help', at: later(14) } }) }),
    ),
    state(
      'a remedy’s run ended',
      said({
        kind: 'mended',
        at: later(5),
        mending: mending({ end: { kind: 'ended', at: later(5), outcome: o('rejected') } }),
      }),
    ),
    state('a remedy begins by itself soon', said({ kind: 'countdown', at: later(3), countdown })),
    state('somebody stopped it', said({ kind: 'countdown-stopped', at: later(4), by, countdown })),
    state(
      'it didn’t begin by itself',
      said({ kind: 'not-begun', at: later(8), remedy: 'restart', why: o('production is frozen') }),
    ),
    state('it is over', said({ kind: 'closed', at: later(12), lasted: minutes(12) })),
  ];
};

/** What alarms look like in their channel and thread. */
export const incidentEntries = (o: Outside): readonly Entry[] => [
  { title: 'The message of an alarm', view: incidentRoot, seenBy: 'alarm', states: roots(o) },
  { title: 'The thread of an alarm', view: incidentThread, seenBy: 'thread', states: threads(o) },
];
