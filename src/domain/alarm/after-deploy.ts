import { type DurationMs, hours } from '../clock.ts';
import type { RunNumber } from '../ids.ts';
import type { Deployed, Facts } from './facts.ts';
import type { IncidentAlarm } from './incident.ts';

/** So long after a deployment began whoever made it wants to know of an alarm. */
const SOON: DurationMs = hours(2);

/** A deployment that a run made. */
export type DeployedByRun = Deployed & { readonly run: RunNumber };

/**
 * The newest deployment that a run made of a ringing alarm's service in the two hours before it began to ring last;
 * undefined: there was none. One that began afterwards, such as a remedy's, isn't what came before.
 */
export const deployedBefore = (
  { deployed = [] }: Pick<Facts, 'deployed'>,
  { at: rang }: Pick<IncidentAlarm, 'at'>,
): DeployedByRun | undefined =>
  deployed
    .filter((one): one is DeployedByRun => one.run !== undefined)
    .filter(({ at }) => at <= rang && rang - at <= SOON)
    .toSorted((a, b) => b.at - a.at)[0];
