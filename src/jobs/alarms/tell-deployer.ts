import { type DeployedByRun, deployedBefore } from '../../domain/alarm/after-deploy.ts';
import type { Facts } from '../../domain/alarm/facts.ts';
import type { Incident, IncidentAlarm } from '../../domain/alarm/incident.ts';
import { type Announcement, AnnouncementId } from '../../domain/announcement/announcement.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { Announcer } from '../../domain/ports/announcements.ts';
import type { RunReader } from '../../domain/ports/run-reader.ts';
import type { Run } from '../../domain/run/run.ts';

/** What telling whoever deployed needs. */
export interface DeployerParts {
  readonly announcer: Announcer;
  readonly runs: Pick<RunReader, 'byNumber'>;
  readonly onFailure: OnFailure;
}

/**
 * Tells in a run's thread that an alarm began to ring soon after that run had deployed its service: once for each incident
 * and run, whatever dies. Facts don't wait for it, so what can't be announced is logged; the next facts try again. Never
 * throws.
 */
export async function tellDeployer(
  { announcer, runs, onFailure }: DeployerParts,
  incident: Incident,
  alarm: IncidentAlarm,
  facts: Pick<Facts, 'deployed'>,
): Promise<void> {
  const deployed = deployedBefore(facts, alarm);
  if (!deployed) return;
  try {
    const run = await runs.byNumber(deployed.run);
    if (run) await announcer.announce(announcementOf(incident, alarm, deployed, run));
  } catch (error) {
    onFailure('an alarm is not told yet in the thread of the run before it', error, {
      incident: incident.id,
    });
  }
}

const announcementOf = (
  { id, number, channel }: Incident,
  { name, severity, at: rang }: IncidentAlarm,
  { at }: DeployedByRun,
  { request }: Run,
): Announcement => ({
  id: AnnouncementId.parse(`alarm-after-deploy/${id}/${request.id}`),
  to: [{ kind: 'run', run: request.id }],
  what: {
    kind: 'alarm-after-deploy',
    incident: number,
    channel,
    name,
    severity,
    since: rang,
    deployedAt: at,
  },
});
