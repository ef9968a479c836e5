import type { Deployed, Facts } from '../../domain/alarm/facts.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import { codeBlock, inert, short } from '../inert.ts';
import { dayTime, duration } from '../mrkdwn.ts';

const EXPLAINED = 600;
const WORDS = 60;
/** Lines of a log, and how long each may be: a section of Slack holds 3,000 characters. */
const LOG_LINES = 8;
const LOG_LINE = 180;
const DEPLOYED = 4;

/** What was found out about an alarm, line by line, under a line that names it. */
export function factsLines(name: string, facts: Facts, rangAt: EpochMs): string[] {
  const { running, desired, explained, lines = [], deployed, unknown } = facts;
  const tasks =
    running === undefined ? '' : `: ${running}${desired === undefined ? '' : ` of ${desired}`} tasks run`;
  return [
    `:mag: *${name}*${tasks}`,
    ...(explained === undefined ? [] : [short(explained, EXPLAINED)]),
    ...deployedLines(deployed, rangAt),
    ...(lines.length === 0
      ? []
      : ['Last error lines of its log:', codeBlock(lines.slice(-LOG_LINES), LOG_LINE)]),
    ...(unknown.length === 0
      ? []
      : [`Not known, because it can't be read: ${short(unknown.join(', '), EXPLAINED)}`]),
  ];
}

/** Deployments of the last hours, the newest first; that there was none is worth a line, too. */
function deployedLines(deployed: Facts['deployed'], rangAt: EpochMs): string[] {
  if (deployed === undefined) return [];
  if (deployed.length === 0) return ['Nothing was deployed in the hours before.'];
  const more = deployed.length - DEPLOYED;
  return [
    'Deployed:',
    ...deployed.slice(0, DEPLOYED).map((one) => deployedLine(one, rangAt)),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ];
}

function deployedLine({ at, image, end, run, by }: Deployed, rangAt: EpochMs): string {
  const when =
    at <= rangAt ? `, ${duration(rangAt - at)} before it rang` : `, ${duration(at - rangAt)} after it rang`;
  const what = [
    image === undefined ? 'an image' : short(image, WORDS),
    ...(end === undefined ? [] : [short(end, WORDS)]),
  ].join(' ');
  const who = by === undefined ? '' : ` by <@${inert(by)}>`;
  return `• ${what} ${dayTime(at)}${when}${who}${run === undefined ? '' : ` (${hash(run)})`}`;
}
