import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DurationMs } from '../domain/clock.ts';
import { inTime } from '../domain/in-time.ts';
import type { DoorCounts } from '../domain/ports/alarm-door.ts';
import type { AlarmInbox } from '../domain/ports/alarm-inbox.ts';
import type { TurnEnd } from '../jobs/engine/engine-parts.ts';

/** What a process counts, and its Prometheus text. */
export interface Metrics {
  readonly onTurn: (end: TurnEnd['kind']) => void;
  /** Somebody was refused something, or a request wasn't taken for Slack's. */
  readonly onRefused: (why: string) => void;
  /** News of alarms came in. */
  readonly alarms: Omit<DoorCounts, 'refused'> & {
    /** The synthetic alarm's news took so long. */
    readonly synthetic: (took: DurationMs) => void;
  };
  /** Has the news counted that nobody has worked on yet, whenever somebody asks for the metrics. */
  readonly watchBacklog: (read: AlarmInbox['backlog']) => void;
  readonly text: () => Promise<string>;
}

/** Words of code, some sixty; a label of anything else would grow without end. */
const MOST_LABELS = 96;
/** Who asks for metrics doesn't wait longer for the store. */
const BACKLOG_MS = 1_000;
const WORD = /^[a-z][a-z-]{0,39}$/;

/** Gives a label as it is, and `other` for what is no plain word or comes after so many different ones. */
export function boundedLabels(most: number): (label: string) => string {
  const seen = new Set<string>();
  return (label) => {
    if (!WORD.test(label) || (!seen.has(label) && seen.size >= most)) return 'other';
    seen.add(label);
    return label;
  };
}

/** Counters of one process. */
export function metrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const turns = new Counter({
    name: 'wheelhouse_turns_total',
    help: 'Turns that this worker took at runs, by how they ended.',
    labelNames: ['end'],
    registers: [registry],
  });
  const refused = new Counter({
    name: 'wheelhouse_refused_total',
    help: 'Requests that this bot refused, by why; those of nobody known are counted and in no audit.',
    labelNames: ['why'],
    registers: [registry],
  });
  const messages = new Counter({
    name: 'wheelhouse_alarm_messages_total',
    help: 'Messages with news of alarms that were taken in, by the way they came; repeated ones, too.',
    labelNames: ['via'],
    registers: [registry],
  });
  const stored = new Counter({
    name: 'wheelhouse_alarm_notices_total',
    help: 'News of alarms that were stored for the first time, by the way they came.',
    labelNames: ['via'],
    registers: [registry],
  });
  const lateness = new Histogram({
    name: 'wheelhouse_alarm_lateness_seconds',
    help: 'From when SNS took a message until it was stored here, by the way it came.',
    labelNames: ['via'],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600],
    registers: [registry],
  });
  const deadLetters = new Gauge({
    name: 'wheelhouse_alarm_dead_letters',
    help: 'Messages in a dead-letter queue of alarms, roughly, when it was last looked at.',
    labelNames: ['queue'],
    registers: [registry],
  });
  const synthetic = new Gauge({
    name: 'wheelhouse_alarm_synthetic_seconds',
    help: 'How long the news of the synthetic alarm took to come, the last time that they came.',
    registers: [registry],
  });
  const known = boundedLabels(MOST_LABELS);
  return {
    onTurn: (end) => turns.inc({ end }),
    onRefused: (why) => refused.inc({ why: known(why) }),
    alarms: {
      received(via, news, late) {
        messages.inc({ via });
        stored.inc({ via }, news);
        // Two clocks: SNS's may be ahead of ours.
        if (late !== undefined) lateness.observe({ via }, Math.max(0, late) / 1000);
      },
      deadLetters: (queue, count) => deadLetters.set({ queue }, count),
      synthetic: (took) => synthetic.set(took / 1000),
    },
    watchBacklog(read) {
      const backlog = new Gauge({
        name: 'wheelhouse_alarm_backlog',
        help: 'News of alarms that are stored and that nobody has worked on yet.',
        registers: [registry],
        async collect() {
          const answer = await inTime(read(), BACKLOG_MS).catch(() => 'late' as const);
          if (answer === 'late') backlog.reset();
          else backlog.set(answer.count);
        },
      });
    },
    text: () => registry.metrics(),
  };
}
