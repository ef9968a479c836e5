import { defineRemediation } from '../../domain/alarm/remediation.ts';
import { remedyLabel } from '../../domain/alarm/remedy-label.ts';
import { type Trouble, troubleOf } from '../../domain/alarm/trouble.ts';
import { type DurationMs, minutes } from '../../domain/clock.ts';

/** Tasks that are younger are new already: others of the same kind help nobody. */
const JUST_MADE: DurationMs = minutes(10);

/** How well new tasks may help with what; what isn't here they don't. */
const RANKS: Readonly<Partial<Record<Trouble, number>>> = {
  memory: 70,
  'unhealthy-targets': 70,
  'server-errors': 60,
  'response-time': 50,
  cpu: 50,
};

/** New tasks of the same revision; not while a deployment replaces them anyway, or has just done so. */
export const restart = defineRemediation({
  name: 'restart',
  summary: "replace the service's tasks by new ones of the same revision",
  operation: 'restart',
  fits({ alarm, service, now, desired, rollout }) {
    const rank = RANKS[troubleOf(alarm)];
    if (rank === undefined || desired === undefined || desired === 0) return undefined;
    if (rollout?.is !== 'over' || now - rollout.since < JUST_MADE) return undefined;
    return {
      rank,
      label: remedyLabel('Restart', service),
      input: {},
    };
  },
});
