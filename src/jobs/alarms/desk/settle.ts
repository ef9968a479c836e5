import type { Incident } from '../../../domain/alarm/incident.ts';
import { awaitedOf, type RemedyTry, settleMendings } from '../../../domain/alarm/settle-mendings.ts';
import type { EpochMs } from '../../../domain/clock.ts';
import type { Run } from '../../../domain/run/run.ts';
import type { DeskParts } from './desk-parts.ts';

/** Says of remedies whose runs have ended how they went, and whether they helped. Throws where the store is away. */
export async function settle(
  { runs }: Pick<DeskParts, 'runs'>,
  incident: Incident,
  now: EpochMs,
): Promise<{ readonly incident: Incident; readonly tries: readonly RemedyTry[] }> {
  const alarmOf = (fingerprint: string) => incident.alarms.find((one) => one.fingerprint === fingerprint);
  const unsettled = incident.mendings.filter(
    (mending) => awaitedOf(mending, alarmOf(mending.fingerprint)) !== 'nothing',
  );
  if (unsettled.length === 0) return { incident, tries: [] };
  const read = await Promise.all(unsettled.map(({ number }) => runs.byNumber(number)));
  const known = read.filter((run): run is Run => run !== undefined);
  return settleMendings(incident, known, now);
}
