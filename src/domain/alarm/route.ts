import type { EpochMs } from '../clock.ts';
import { standsAt } from '../window/stretch.ts';
import type { AlarmPolicy } from './alarm-policy.ts';
import type { Fingerprint } from './fingerprint.ts';
import { type Matched, matches } from './match.ts';
import type { Severity } from './report.ts';

/**
 * How much haste an alarm asks for: critical where the policy or its stack's `critical-alarms` list it, else what the
 * report says, else a warning.
 */
export function severityOf(
  policy: AlarmPolicy,
  stackCritical: readonly string[],
  alarm: Omit<Matched, 'severity'>,
  said: Severity | undefined,
): Severity {
  const isListed =
    stackCritical.includes(alarm.name) || policy.critical.some((match) => matches(match, alarm));
  return isListed ? 'critical' : (said ?? 'warning');
}

/** The channel in which an alarm that begins to ring at this moment is told: of the first route that matches. */
export const channelOf = (policy: AlarmPolicy, alarm: Matched, now: EpochMs): string =>
  policy.routes.find(
    ({ match, times }) =>
      matches(match, alarm) && (times === undefined || standsAt(times, now) !== undefined),
  )?.channel ?? policy.channel;

/** What incidents share that are told in one message: a stack and a channel, or one alarm that no stack has. */
export const incidentKey = (
  { stack, fingerprint }: { readonly stack?: string | undefined; readonly fingerprint: Fingerprint },
  channel: string,
): string => (stack === undefined ? `${channel}/${fingerprint}` : `${channel}/stack/${stack}`);
