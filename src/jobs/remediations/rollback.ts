import { defineRemediation } from '../../domain/alarm/remediation.ts';
import { remedyLabel } from '../../domain/alarm/remedy-label.ts';
import { type DurationMs, hours, minutes } from '../../domain/clock.ts';

/** An alarm that began so long after a deployment's end is hardly of its making. */
const SUSPECT: DurationMs = hours(2);

/**
 * Back to the image that ran well before. First of all where a deployment preceded the alarm; never where ECS undid it,
 * where it was a way back itself, or where what fails fails with any image.
 */
export const rollback = defineRemediation({
  name: 'rollback',
  summary: 'bring back the image that ran well before the deployment that preceded the alarm',
  operation: 'rollback',
  fits({ alarm, service, change, rollout, back }) {
    if (!change || back === 'no-help') return undefined;
    const { at, endedAt = at, end, image, operation } = change.deployed;
    if (operation === 'rollback' || (end !== undefined && end !== 'succeeded')) return undefined;
    const isGoing = end === undefined && rollout?.is === 'under-way';
    const since = alarm.openedAt - (isGoing ? at : endedAt);
    // It may have been over only after the alarm began to ring: what it brought ran before.
    if (at > alarm.openedAt || since > SUSPECT) return undefined;
    const what = image ?? 'another image';
    const ago = Math.max(1, Math.round((alarm.openedAt - at) / minutes(1)));
    return {
      rank: 90,
      label: remedyLabel('Roll back', service),
      because: isGoing ? `${what} was being deployed` : `${what} deployed ${ago} min before`,
      input: {},
    };
  },
});
