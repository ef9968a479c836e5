import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { TurnEnd } from '../jobs/engine/engine-parts.ts';

/** What a process counts, and its Prometheus text. */
export interface Metrics {
  readonly onTurn: (end: TurnEnd['kind']) => void;
  readonly text: () => Promise<string>;
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
  return { onTurn: (end) => turns.inc({ end }), text: () => registry.metrics() };
}
