import { type DurationMs, type EpochMs, minutes } from '../clock.ts';
import type { RunId } from '../ids.ts';
import type { Run } from '../run/run.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Incident, IncidentAlarm, IncidentEvent, Mending } from './incident.ts';
import { withEvent } from './life/say.ts';

/** So long after its run's end a remedy may still be why the alarm is over. */
const HELPS_WITHIN: DurationMs = minutes(30);

/** How a remedy did, as `Incidents.noteTry` takes it: once for each run. */
export interface RemedyTry {
  readonly fingerprint: Fingerprint;
  readonly remedy: string;
  readonly run: RunId;
  readonly helped: { readonly after: DurationMs } | 'no-help';
}

/** An incident whose remedies are judged as far as they can be, and what is to be counted. */
export interface SettledMendings {
  /** The very same object where nothing changed. */
  readonly incident: Incident;
  readonly tries: readonly RemedyTry[];
}

/**
 * Judges an incident's remedies. A run that has ended is noted; one that succeeded helped if its alarm came to OK after it
 * was begun and within 30 minutes of its end, and didn't once they are over. `after` counts from the click, which is what
 * a person waits for. One that failed says nothing of the remedy and isn't counted; neither is one whose alarm was over
 * before it began. Runs that aren't among `runs` stay as they are. Each change is an event, told once: the same call again
 * changes nothing. Leaves the revision as it is.
 */
export function settleMendings(
  incident: Incident,
  runs: readonly Pick<Run, 'request' | 'state'>[],
  now: EpochMs,
): SettledMendings {
  const events: IncidentEvent[] = [];
  const tries: RemedyTry[] = [];
  const mendings = incident.mendings.map((mending) => {
    const alarm = incident.alarms.find(({ fingerprint }) => fingerprint === mending.fingerprint);
    const run = runs.find(({ request }) => request.id === mending.run);
    const end = endOf(mending, alarm, run, now);
    if (!end || end.kind === mending.end?.kind) return mending;
    const settled: Mending = { ...mending, end };
    events.push({ kind: 'mended', at: now, mending: settled });
    const tried = { fingerprint: mending.fingerprint, remedy: mending.remedy, run: mending.run };
    if (end.kind === 'helped') tries.push({ ...tried, helped: { after: end.after } });
    if (end.kind === 'no-help') tries.push({ ...tried, helped: 'no-help' });
    return settled;
  });
  return {
    incident: events.length > 0 ? events.reduce(withEvent, { ...incident, mendings }) : incident,
    tries,
  };
}

/**
 * What is still to come of a remedy: its run's end; the verdict on whether it helped; or nothing, as of one that failed, and
 * of one whose alarm was over before it began.
 */
export function awaitedOf(
  { end, at }: Mending,
  alarm: Pick<IncidentAlarm, 'overAt'> | undefined,
): 'end' | 'verdict' | 'nothing' {
  if (end === undefined) return 'end';
  if (end.kind !== 'ended' || end.outcome !== 'succeeded' || !alarm) return 'nothing';
  return alarm.overAt !== undefined && alarm.overAt < at ? 'nothing' : 'verdict';
}

type End = NonNullable<Mending['end']>;

/** Undefined where nothing is known beyond what is noted. */
function endOf(
  mending: Mending,
  alarm: IncidentAlarm | undefined,
  run: Pick<Run, 'state'> | undefined,
  now: EpochMs,
): End | undefined {
  const ended = mending.end ?? runEnd(run);
  if (ended?.kind !== 'ended' || ended.outcome !== 'succeeded' || !alarm) return ended;
  const { overAt } = alarm;
  if (overAt !== undefined && overAt < mending.at) return ended;
  if (overAt !== undefined && overAt <= ended.at + HELPS_WITHIN)
    return { kind: 'helped', at: overAt, after: overAt - mending.at };
  // What is heard late of a time before doesn't count any more: the verdict has been told.
  return now > ended.at + HELPS_WITHIN ? { kind: 'no-help', at: now } : ended;
}

function runEnd(run: Pick<Run, 'state'> | undefined): Extract<End, { kind: 'ended' }> | undefined {
  if (run?.state.status !== 'ended') return undefined;
  return { kind: 'ended', at: run.state.at, outcome: run.state.outcome.kind };
}
