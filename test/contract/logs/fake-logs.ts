import type { World } from '../../../sandbox/ecs/world/world.ts';
import { patternOf } from '../../../sandbox/logs/pattern.ts';
import { groupOf, type Written, writtenBy } from '../../../sandbox/logs/written.ts';
import type { LogLine } from '../../../src/domain/logs/log-line.ts';
import type { Logs } from '../../../src/domain/ports/logs.ts';
import { err, ok } from '../../../src/domain/result.ts';

/** The port on a sandbox's world without HTTP, with what a test writes besides. */
export interface FakeLogs extends Logs {
  write(region: string, group: string, lines: readonly Written[]): void;
}

/** Makes the fake. */
export const fakeLogs = (world: World): FakeLogs => {
  const written = new Map<string, readonly Written[]>();
  return {
    write: (region, group, lines) => {
      const key = `${region} ${group}`;
      written.set(key, [...(written.get(key) ?? []), ...lines]);
    },
    async newest({ region, logGroup }, { from, to, pattern, wanted, most }) {
      const call = 'logs:FilterLogEvents';
      const more = written.get(`${region} ${logGroup}`);
      const state = world.read();
      const ofTasks = state.taskDefinitions.some(
        (one) => one.region === region && one.containers.some(({ name }) => groupOf(one, name) === logGroup),
      );
      if (!more && !ofTasks) return err({ kind: 'missing', call, what: logGroup, detail: '' });
      let matches: (line: string) => boolean;
      try {
        matches = patternOf(pattern);
      } catch (error) {
        return err({ kind: 'invalid', call, detail: String(error) });
      }
      const all = [...writtenBy(state, region, logGroup, from, to), ...(more ?? [])]
        .filter(({ at, message }) => at >= from && at <= to && matches(message))
        .sort((a, b) => b.at - a.at)
        .map(({ at, stream, message }): LogLine => ({ at, stream, text: message.trimEnd() }));
      const lines = all.filter(wanted);
      const last = lines[most - 1];
      if (lines.length <= most || !last)
        return ok({ lines, dropped: all.length - lines.length, searchedTo: 'all' });
      const read = all.slice(0, all.indexOf(last) + 1);
      return ok({ lines: lines.slice(0, most), dropped: read.length - most, searchedTo: last.at });
    },
  };
};
