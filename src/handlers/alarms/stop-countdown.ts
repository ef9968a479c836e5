import type { Countdown, Incident } from '../../domain/alarm/incident.ts';
import { stopCountdown } from '../../domain/alarm/life/mend.ts';
import type { AuditEntryOf } from '../../domain/audit/entry.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import { placeOfIncident } from '../../domain/guard/place.ts';
import { alarmUnconfirmed } from '../../views/reply/acknowledged.ts';
import { unknownIncident } from '../../views/reply/alarms.ts';
import { countdownStopped, nothingToStop } from '../../views/reply/mend.ts';
import { originOf } from '../command/origin-of.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type AlarmParts, type Command, forAll, type HandlerParts, type Reply, refused } from '../parts.ts';
import { changeAndTell } from './change-and-tell.ts';
import { OPEN } from './open-limit.ts';

/**
 * Keeps a remedy from beginning by itself, for a person who may cancel a run there: it would be one. Says as which run it
 * has begun where it was too late.
 */
export async function stopCountdownOf(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  incident: Incident,
): Promise<Reply> {
  const { actor } = command;
  const { id, number, countdown } = incident;
  const place = placeOfIncident(parts.catalog, incident);
  const denied = await refusal(parts, actor, { permission: 'cancel', place });
  if (denied) return refused(denied.why, denied.message);
  if (!countdown) return nothing(incident);
  const said: AuditEntryOf<'alarm'> = {
    kind: 'alarm',
    actor,
    origin: originOf(command),
    incident: number,
    outcome: { kind: 'countdown-stopped', remedy: countdown.remedy },
  };
  try {
    const stopped = await changeAndTell(
      alarms,
      id,
      (seen) => {
        // Another one by now isn't the one that the person saw.
        const after = isSame(seen.countdown, countdown)
          ? stopCountdown(seen, actor, parts.clock.now())
          : undefined;
        return { answer: { seen, after }, incident: after };
      },
      { audit: [said] },
    );
    parts.log.info({ actor, incident: number, stopped: stopped?.after !== undefined }, 'countdown');
    if (!stopped) return refused('unknown-alarm', unknownIncident(number, await alarms.incidents.open(OPEN)));
    return stopped.after ? forAll(countdownStopped(stopped.after, countdown.remedy)) : nothing(stopped.seen);
  } catch (error) {
    failureLog(parts.log, parts.redactor)('a remedy could not be stopped', error, { incident: number });
    return refused('unconfirmed', alarmUnconfirmed);
  }
}

const isSame = (a: Countdown | undefined, b: Countdown): boolean =>
  a?.remedy === b.remedy && a.fingerprint === b.fingerprint && a.due === b.due;

const nothing = (incident: Incident): Reply =>
  refused('nothing-to-stop', nothingToStop(incident, underWay(incident)?.number));

const underWay = ({ mendings, countedIn }: Incident): Incident['mendings'][number] | undefined =>
  mendings.findLast(
    ({ end, version, by }) => end === undefined && by.kind === 'alarm' && version === countedIn,
  );
