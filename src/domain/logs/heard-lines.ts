import type { Heard } from '../ports/live-tail.ts';
import type { LogLine } from './log-line.ts';
import { isHealthCheck } from './noise.ts';

/** What has been heard of a log, health checks left out. */
export interface HeardLines {
  hear(heard: Heard): void;
  /** The lines since this was asked for the last time, oldest first. */
  fresh(): readonly LogLine[];
  /** All that is kept, newest first. */
  all(): readonly LogLine[];
  readonly dropped: number;
  /** How many of the first lines aren't kept any more. */
  readonly forgotten: number;
  readonly extent: 'all' | 'sampled';
}

/** Collects lines, the newest `most` of them. `safe` takes out what nobody may see, before anything is cut. */
export function heardLines(most: number, safe: (text: string) => string): HeardLines {
  let lines: LogLine[] = [];
  let asked = 0;
  let dropped = 0;
  let forgotten = 0;
  let extent: HeardLines['extent'] = 'all';
  return {
    hear(heard) {
      if (heard.kind === 'begun') return;
      if (heard.extent === 'sampled') extent = 'sampled';
      const wanted = heard.lines.filter(({ text }) => !isHealthCheck(text));
      dropped += heard.lines.length - wanted.length;
      lines.push(...wanted.map((line) => ({ ...line, text: safe(line.text) })));
      const over = Math.max(0, lines.length - most);
      if (over === 0) return;
      lines = lines.slice(over);
      forgotten += over;
      asked = Math.max(0, asked - over);
    },
    fresh() {
      const since = lines.slice(asked);
      asked = lines.length;
      return since;
    },
    all: () => lines.toReversed(),
    get dropped() {
      return dropped;
    },
    get forgotten() {
      return forgotten;
    },
    get extent() {
      return extent;
    },
  };
}
