import { minutes, seconds } from '../../../src/domain/clock.ts';
import type { FoundLines } from '../../../src/domain/ports/logs.ts';
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
];
