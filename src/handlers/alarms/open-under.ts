import type { Incident } from '../../domain/alarm/incident.ts';
import type { Silence } from '../../domain/alarm/silence.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import type { AlarmParts, HandlerParts } from '../parts.ts';
import { OPEN } from './open-limit.ts';

/** What becomes of an open incident under the silences that stand; undefined: nothing. */
export type Under = (incident: Incident, standing: readonly Silence[], at: EpochMs) => Incident | undefined;

/**
 * Brings the open incidents under the silences that stand now, after one was placed or lifted. That is stored already, so
 * what can't be changed here is logged, and follows when the desk looks at it next. Never throws.
 */
export async function openUnder(
  { clock, log, redactor }: Pick<HandlerParts, 'clock' | 'log' | 'redactor'>,
  { incidents, silences, desk }: AlarmParts,
  under: Under,
): Promise<void> {
  const failed = failureLog(log, redactor);
  try {
    const [open, standing] = await Promise.all([incidents.open(OPEN), silences.all()]);
    const at = clock.now();
    const touched = open.filter((incident) => under(incident, standing, at) !== undefined);
    await Promise.all(
      touched.map(({ id, number }) =>
        desk
          .change(id, (incident) => under(incident, standing, at))
          .catch((error: unknown) =>
            failed('an alarm is not brought under a silence yet', error, { incident: number }),
          ),
      ),
    );
  } catch (error) {
    failed('open alarms are not brought under a silence yet', error);
  }
}
