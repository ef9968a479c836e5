import type { Remediation } from '../domain/alarm/remediation.ts';
import { listedTwice } from './duplicates.ts';
import { parseDuration } from './duration.ts';
import type { PlacedFault } from './file-faults.ts';
import type { Outline } from './outline.ts';
import { missingName, placeFaults } from './rule-faults.ts';
import { timeFaults, zoneFault } from './window-faults.ts';

type Path = readonly PropertyKey[];
type Written = Outline['alarms'];
type Match = Written['critical'][number];

/** A remedy that there is, as far as a file is checked against it. */
export type KnownRemedy = Pick<Remediation, 'name' | 'operation'>;

/**
 * What alarms name and there isn't, what stands twice, and what doesn't fit together. Remedies are checked where it is told
 * which there are.
 */
export function alarmFaults(outline: Outline, remedies?: readonly KnownRemedy[]): PlacedFault[] {
  const { alarms, stacks } = outline;
  const path = (...more: Path): Path => ['alarms', ...more];
  const lists = ['topics', 'queues', 'dead-letter-queues'] as const;
  return [
    ...lists.flatMap((list) => listedTwice(alarms[list], path(list))),
    ...topicAsBoth(alarms),
    ...Object.entries(alarms['shared-topics']).flatMap(([topic, accounts]) =>
      listedTwice(accounts, path('shared-topics', topic)),
    ),
    ...queueAsBoth(alarms),
    ...alarms.critical.flatMap((match, i) => matchFaults(outline, match, path('critical', i))),
    ...alarms.routes.flatMap((route, i) => [
      ...matchFaults(outline, route.for, path('routes', i, 'for')),
      ...routeTimes(route).map((fault) => ({ ...fault, path: path('routes', i, ...fault.path) })),
    ]),
    ...alarms.escalation.flatMap(({ for: match, call }, i) => [
      ...matchFaults(outline, match, path('escalation', i, 'for')),
      ...listedTwice(call.map(whom), path('escalation', i, 'call')),
    ]),
    ...tooEarly(alarms),
    ...alarms.automatic.flatMap(({ remedy, for: match }, i) => [
      ...matchFaults(outline, match, path('automatic', i, 'for')),
      ...(remedies ? remedyFaults(remedy, remedies, path('automatic', i, 'remedy')) : []),
    ]),
    ...missingName('stack', alarms.synthetic.stack, Object.keys(stacks), path('synthetic', 'stack')),
    ...tooSlow(alarms.synthetic),
  ];
}

const matchFaults = (outline: Outline, match: Match, path: Path): PlacedFault[] => [
  ...placeFaults(outline, match.in, [...path, 'in']),
  ...listedTwice(match.alarms, [...path, 'alarms']),
  ...listedTwice(match.severity, [...path, 'severity']),
];

const topicAsBoth = ({ topics, 'shared-topics': shared }: Written): PlacedFault[] =>
  topics.flatMap((one, i) =>
    one !== undefined && Object.hasOwn(shared, one)
      ? [{ path: ['alarms', 'topics', i], message: 'is one of the shared-topics, too: take it out here' }]
      : [],
  );

const queueAsBoth = ({ queues, 'dead-letter-queues': dead }: Written): PlacedFault[] =>
  dead.flatMap((one, i) =>
    one !== undefined && queues.includes(one)
      ? [
          {
            path: ['alarms', 'dead-letter-queues', i],
            message:
              'is one of the queues, too: what is read is no dead letter; take it out of one of the two',
          },
        ]
      : [],
  );

function routeTimes(route: Written['routes'][number]): PlacedFault[] {
  const { from, to, days, zone } = route;
  if ([from, to, days, zone].every((one) => one === undefined)) return [];
  const noZone = {
    path: ['zone'],
    message: 'is missing: write the time zone, such as Europe/Berlin, or UTC',
  };
  return [
    ...timeFaults(route),
    ...(zone === undefined ? [noZone] : zoneFault(zone).map((message) => ({ path: ['zone'], message }))),
  ];
}

/** Whom a call is for, so that the same one is known again. */
const whom = (call: Readonly<Record<string, string | undefined>>): string | undefined => {
  const [one] = Object.entries(call);
  return one?.[1] === undefined ? undefined : one.join(' ');
};

/** A level that would be called before the one above it. */
const tooEarly = ({ escalation }: Written): PlacedFault[] =>
  escalation.flatMap(({ after }, i) => {
    const before = escalation[i - 1]?.after;
    const [here, there] = [parseDuration(after ?? ''), parseDuration(before ?? '')];
    return here !== undefined && there !== undefined && here < there
      ? [
          {
            path: ['alarms', 'escalation', i, 'after'],
            message: `is ${after}, and the level before it comes after ${before}: write the earlier one first`,
          },
        ]
      : [];
  });

function remedyFaults(name: string | undefined, known: readonly KnownRemedy[], path: Path): PlacedFault[] {
  const changing = known.flatMap((one) => (one.operation === undefined ? [] : [one.name]));
  if (known.some((one) => one.name === name && one.operation === undefined))
    return [{ path, message: `only reads, so it can't begin by itself: write ${changing.join(' or ')}` }];
  return missingName('remedy', name, changing, path);
}

function tooSlow({ every, within }: Written['synthetic']): PlacedFault[] {
  const [again, late] = [parseDuration(every ?? ''), parseDuration(within ?? '')];
  return again !== undefined && late !== undefined && late >= again
    ? [
        {
          path: ['alarms', 'synthetic', 'within'],
          message: `is ${within} and must be shorter than every, which is ${every}: change one`,
        },
      ]
    : [];
}
