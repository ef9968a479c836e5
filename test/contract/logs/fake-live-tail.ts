import type { LogGroups } from '../../../sandbox/logs/groups.ts';
import { patternOf } from '../../../sandbox/logs/pattern.ts';
import type { Written } from '../../../sandbox/logs/written.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { Heard, LiveTail } from '../../../src/domain/ports/live-tail.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';

type End = Result<'stopped' | 'over', Fault>;

interface Session {
  readonly group: string;
  readonly hear: (heard: Heard) => void;
  readonly matches: (line: string) => boolean;
  readonly end: (end: End) => void;
  waiting: Written[];
}

/** The port without HTTP: a test writes, and says when an update goes out and when a connection breaks. */
export interface FakeLiveTail extends LiveTail {
  readonly open: number;
  write(region: string, group: string, lines: readonly Written[]): void;
  update(): void;
  end(how: 'over' | 'broken'): void;
}

const CALL = 'logs:StartLiveTail';

/** Makes the fake. */
export const fakeLiveTail = (groups: LogGroups): FakeLiveTail => {
  const sessions = new Set<Session>();
  const name = (region: string, group: string): string => `${region} ${group}`;
  return {
    get open() {
      return sessions.size;
    },
    async follow({ region, logGroup }, { pattern, hear, stop }) {
      if (!groups.has(region, logGroup))
        return err({ kind: 'missing', call: CALL, what: logGroup, detail: '' });
      const over = Promise.withResolvers<End>();
      const session: Session = {
        group: name(region, logGroup),
        hear,
        matches: patternOf(pattern),
        end: over.resolve,
        waiting: [],
      };
      if (stop.aborted) return ok('stopped');
      sessions.add(session);
      stop.addEventListener('abort', () => over.resolve(ok('stopped')));
      hear({ kind: 'begun' });
      return over.promise.finally(() => sessions.delete(session));
    },
    write(region, group, lines) {
      for (const one of sessions) if (one.group === name(region, group)) one.waiting.push(...lines);
    },
    update() {
      for (const session of sessions) {
        const all = session.waiting.filter(({ message }) => session.matches(message));
        session.waiting = [];
        session.hear({
          kind: 'lines',
          lines: all
            .slice(0, 500)
            .map(({ at, stream, message }) => ({ at, stream, text: message.trimEnd() })),
          extent: all.length > 500 ? 'sampled' : 'all',
        });
      }
    },
    end(how) {
      const broken: Fault = { kind: 'unanswered', call: CALL, detail: 'the connection was closed' };
      for (const session of sessions) session.end(how === 'over' ? ok('over') : err(broken));
    },
  };
};
