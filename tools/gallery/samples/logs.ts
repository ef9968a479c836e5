import { minutes, seconds } from '../../../src/domain/clock.ts';
import type { FoundLines } from '../../../src/domain/ports/logs.ts';
import { followedLines, followingMessage, notFollowed } from '../../../src/views/reply/following.ts';
import { logsMessage, logsUnread } from '../../../src/views/reply/logs.ts';
import { type Entry, type Outside, type State, state } from '../entry.ts';
import { ACCEPTED, registry } from './values.ts';

const AT = ACCEPTED + minutes(12);

const line = (i: number, text: string) => ({
  at: AT - seconds(i),
  stream: 'ecs/registry/0123456789abcdef',
  text,
});

const found = (more: Partial<FoundLines>): FoundLines => ({
  lines: [],
  dropped: 0,
  searchedTo: 'all',
  ...more,
});

const log = (when: string, more: Partial<FoundLines>, filter?: string): State =>
  state(
    when,
    logsMessage({
      target: registry,
      from: AT - minutes(15),
      to: AT,
      found: found(more),
      at: AT,
      ...(filter === undefined ? {} : { filter }),
    }),
  );

const logs = (o: Outside): State[] => [
  log('there are errors among many lines', {
    lines: Array.from({ length: 40 }, (_, i) =>
      line(i, i % 20 === 3 ? `ERROR ${o('could not reach Keycloak')}` : `INFO ${o('request served')}`),
    ),
    dropped: 180,
  }),
  log(
    'a few lines have what was looked for',
    { lines: [line(1, `FATAL ${o('gone')}`), line(9, `ERROR ${o('lost')}`)] },
    o('ERROR|FATAL'),
  ),
  log('nothing looks like an error', { lines: [line(2, `INFO ${o('request served')}`)] }),
  log('there is no line', { dropped: 180 }),
  log('not everything was read', {
    lines: [line(2, `INFO ${o('request served')}`)],
    searchedTo: AT - minutes(4),
  }),
  state(
    'it was followed, and the connection broke',
    logsMessage({
      target: registry,
      from: AT - seconds(42),
      to: AT,
      at: AT,
      found: found({ lines: [line(2, `INFO ${o('request served')}`)], dropped: 8 }),
      followed: {
        ms: seconds(42),
        forgotten: 120,
        extent: 'sampled',
        cutShort: `The connection broke. ${o('AWS gave no clear answer to logs:StartLiveTail (the connection was closed).')}`,
      },
    }),
  ),
];

const follow = (o: Outside): Entry[] => [
  {
    title: '`logs --follow`: it begins',
    view: followingMessage,
    seenBy: 'person',
    states: [
      state('every line', followingMessage(registry, { ms: minutes(1), at: AT })),
      state(
        'lines with a word',
        followingMessage(registry, { ms: seconds(90), filter: o('ERROR|FATAL'), at: AT }),
      ),
    ],
  },
  {
    title: '`logs --follow`: what has come',
    view: followedLines,
    seenBy: 'person',
    states: [
      state('one line', followedLines(registry, [line(1, `INFO ${o('request served')}`)])),
      state(
        'more than it shows',
        followedLines(
          registry,
          Array.from({ length: 40 }, (_, i) => line(40 - i, `INFO ${o('request served')} ${i}`)),
        ),
      ),
    ],
  },
  {
    title: '`logs --follow` that isn’t followed',
    view: notFollowed,
    seenBy: 'person',
    states: [
      state('too many are followed already', notFollowed(registry, 'full')),
      state('Wheelhouse is being restarted', notFollowed(registry, 'closing')),
      state('it was said where only one answer can be given', notFollowed(registry, 'nowhere-to-tell')),
    ],
  },
];

/** What people read who ask for a log. */
export const logEntries = (o: Outside): Entry[] => [
  { title: '`logs`: a service’s log', view: logsMessage, seenBy: 'person', states: logs(o) },
  {
    title: '`logs` that can’t be read',
    view: logsUnread,
    seenBy: 'person',
    states: [state('the role may not', logsUnread(registry, o('AWS refused logs:FilterLogEvents.')))],
  },
  ...follow(o),
];
