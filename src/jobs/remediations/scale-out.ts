import { defineRemediation } from '../../domain/alarm/remediation.ts';
import { remedyLabel } from '../../domain/alarm/remedy-label.ts';
import { troubleOf } from '../../domain/alarm/trouble.ts';

/**
 * One task more, where load is the trouble, all that are wanted run, and autoscaling allows it or there is none. Not
 * during a deployment, when more run than in the end.
 */
export const scaleOut = defineRemediation({
  name: 'scale-out',
  summary: 'run one task more, within what autoscaling allows',
  operation: 'scale',
  fits({ alarm, service, running, desired, rollout, most }) {
    const trouble = troubleOf(alarm);
    if (trouble !== 'cpu' && trouble !== 'response-time') return undefined;
    if (running === undefined || desired === undefined || most === undefined) return undefined;
    if (rollout?.is !== 'over' || desired === 0 || running < desired) return undefined;
    const count = desired + 1;
    if (most !== 'any' && count > most) return undefined;
    return {
      rank: 60,
      label: remedyLabel('Scale', service, ` to ${count}`),
      because: most === 'any' ? 'nothing scales it by itself' : `autoscaling allows ${most}`,
      input: { count },
    };
  },
});
