import type { RingingAlarms } from '../domain/alarm/ringing.ts';
import { shortAlarmName } from '../domain/alarm/short-name.ts';
import type { ResolvedService } from '../domain/target/service.ts';
import { short } from './inert.ts';
import { ago, dayTimeAgo } from './mrkdwn.ts';

/** Alarms in one status at most; more are counted. */
const LINES = 4;
const NAME = 80;
const CONDITION = 120;
const MISSING = 300;

/** The alarms of a service for its status, a line each: none where none rings. */
export function alarmLines(alarms: RingingAlarms, { ecsService }: ResolvedService): string[] {
  if (alarms === 'unknown') return ["Alarms unknown: CloudWatch can't be read."];
  const { ringing, missing } = alarms;
  const more = ringing.length - LINES;
  return [
    ...ringing.slice(0, LINES).map(({ name, since, condition }) => {
      const what = condition === undefined ? '' : `: ${short(condition, CONDITION)}`;
      return `:rotating_light: Alarm ${short(shortAlarmName(name, ecsService), NAME)} since ${dayTimeAgo(since)}${what}`;
    }),
    ...(more > 0 ? [`:rotating_light: ${more} more alarms ring`] : []),
    ...(missing.length === 0
      ? []
      : [
          `CloudWatch has no metric or composite alarm ${short(missing.join(', '), MISSING)}: correct \`alarms:\` in the configuration.`,
        ]),
  ];
}

/** The same in a word or two, for a line among others. */
export function alarmMarks(alarms: RingingAlarms, { ecsService }: ResolvedService): string[] {
  if (alarms === 'unknown') return ['alarms unknown'];
  const [first, ...others] = alarms.ringing;
  const { length: lost } = alarms.missing;
  const missing = lost === 0 ? [] : [`${lost} ${lost === 1 ? 'alarm' : 'alarms'} not found`];
  if (!first) return missing;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const said = `:rotating_light: ${short(shortAlarmName(first.name, ecsService), NAME)} ${ago(first.since)}${more}`;
  return [said, ...missing];
}
