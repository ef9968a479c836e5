import { type Incident, incidentName, type Mending } from '../../domain/alarm/incident.ts';
import { withMending } from '../../domain/alarm/life/mend.ts';
import { mendingKey } from '../../domain/alarm/mending-key.ts';
import type { OfferedRemedy } from '../../domain/alarm/offered-remedy.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import type { RunId, RunNumber } from '../../domain/ids.ts';
import { mendBegun, mendBegunAlready } from '../../views/reply/mend.ts';
import { refusalIn, storeRun } from '../command/accept-run.ts';
import { type AlarmParts, type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';

/** What a run's reason holds, as a person's would. */
const REASON = 200;

/** A remedy that begins a run, and the incident as it was when that was decided. */
interface Remedy {
  readonly incident: Incident;
  readonly remedy: Extract<OfferedRemedy, { kind: 'run' }>;
}

/** Stores a remedy's run as the command would, once for each state of the incident, and notes it in the incident. */
export async function beginRemedy(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  { incident, remedy }: Remedy,
): Promise<Reply> {
  const { proposal, alarm, spec, input, service: target } = remedy;
  const name = proposal.remedy;
  const answer = await storeRun(parts, command, {
    spec,
    input,
    target,
    reason: `${incidentName(incident.number)} ${alarm.name}`.slice(0, REASON),
    once: mendingKey(incident, name),
  });
  switch (answer.kind) {
    case 'accepted':
      await note(parts, alarms, command, { incident, remedy }, answer);
      return now(mendBegun(incident, name, answer.number));
    case 'duplicate':
      await note(parts, alarms, command, { incident, remedy }, answer);
      return now(mendBegunAlready(incident, name, answer.number));
    default: {
      const { why, message } = refusalIn(answer, target);
      return refused(why, message);
    }
  }
}

/**
 * Has the incident tell of it. What can't be noted is logged: the run is stored and goes on, and whoever clicks again notes
 * it.
 */
async function note(
  { runs, clock, log, redactor }: HandlerParts,
  { desk }: AlarmParts,
  { actor }: Command,
  { incident: { id, version, number: incident }, remedy }: Remedy,
  stored: { readonly kind: 'accepted' | 'duplicate'; readonly id: RunId; readonly number: RunNumber },
): Promise<void> {
  try {
    // Of two who click, the one whose run it is began it.
    const run = stored.kind === 'duplicate' ? await runs.byNumber(stored.number) : undefined;
    const mending: Mending = {
      remedy: remedy.proposal.remedy,
      fingerprint: remedy.alarm.fingerprint,
      run: stored.id,
      number: stored.number,
      by: run?.request.actor ?? actor,
      at: run?.acceptedAt ?? clock.now(),
      version,
    };
    await desk.change(id, (seen) =>
      seen.mendings.some((one) => one.run === stored.id) ? undefined : withMending(seen, mending),
    );
  } catch (error) {
    const fields = { incident, run: stored.id };
    failureLog(log, redactor)('a remedy that was begun is not noted in its alarm', error, fields);
  }
}
