import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { TurnEnd } from '../jobs/engine/engine-parts.ts';

/** What a process counts, and its Prometheus text. */
export interface Metrics {
  readonly onTurn: (end: TurnEnd['kind']) => void;
  /** Somebody was refused something, or a request wasn't taken for Slack's. */
  readonly onRefused: (why: string) => void;
  readonly text: () => Promise<string>;
}

/** Words of code, some forty; a label of anything else would grow without end. */
const MOST_LABELS = 64;
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
  const known = boundedLabels(MOST_LABELS);
  return {
    onTurn: (end) => turns.inc({ end }),
    onRefused: (why) => refused.inc({ why: known(why) }),
    text: () => registry.metrics(),
  };
}
