import type { KnownBlock } from '@slack/types';
import type { Deployed } from '../../domain/alarm/facts.ts';
import { cloudWatchPlace } from '../../domain/alarm/fingerprint.ts';
import type { Incident, IncidentAlarm, Mending } from '../../domain/alarm/incident.ts';
import { worstFirst, worstOf } from '../../domain/alarm/life/worst.ts';
import { hash } from '../../domain/ids.ts';
import { buttonRow } from '../button.ts';
import { actorWords } from '../hold-words.ts';
import { inert, short, visible } from '../inert.ts';
import { type ChatMessage, context, section } from '../message.ts';
import { clockTime, duration } from '../mrkdwn.ts';
import { incidentButtons } from './incident-buttons.ts';
import { type IncidentNotes, incidentNotes } from './incident-notes.ts';
import {
  alarmIcon,
  alarmName,
  conditionWords,
  incidentLine,
  incidentState,
  incidentTitle,
} from './incident-words.ts';
import { factsOfWorst, proposalNotes } from './proposals.ts';

/** A root has at most so many lines, as Slack shows them. */
const LINES = 6;
/** Alarms of a group that are told one a line. */
const LISTED = 4;
const EXPLAINED = 160;
const WORDS = 60;
/** Slack: an image block's `alt_text`. */
const ALT = 300;

/**
 * An incident's one root message: a function of its present state and of where it is told. At most 6 lines as Slack
 * shows them besides the picture, and at most 3 buttons; the first line alone says what rings, in which stack, since when
 * and who has it. `plain` is the same without the picture.
 */
export function incidentRoot(incident: Incident, notes: IncidentNotes = {}): ChatMessage {
  const head = incidentLine(incident);
  const small = [proposalNotes(incident), incidentNotes(incident, notes)].filter((line) => line !== '');
  const lines = [head, ...body(incident, LINES - 1 - small.length)];
  const picture = pictureBlock(incident);
  const above = [section(lines.join('\n'))];
  const below: KnownBlock[] = [...small.map(context), ...buttonRow(incidentButtons(incident))];
  const text = notification(incident);
  if (!picture) return { text, blocks: [...above, ...below] };
  return { text, blocks: [...above, picture, ...below], plain: [...above, ...below], passing: 'picture' };
}

/** What a notification shows, which has a time of its own. */
function notification(incident: Incident): string {
  const { icon, haste, said, when } = incidentState(incident);
  const what = conditionWords(worstOf(incident), WORDS);
  const parts = incident.state === 'closed' ? [when] : [haste, said, what];
  return [`${icon} ${incidentTitle(incident)}`, ...parts].filter((part) => part !== '').join(' · ');
}

/** What the first line leaves out, most important first, in so many lines. */
function body(incident: Incident, room: number): string[] {
  const acts = actLines(incident);
  const rest =
    incident.alarms.length > 1
      ? groupLines(incident, room - acts.length)
      : [...figures(incident), ...backgroundLines(incident)];
  return [...rest.slice(0, Math.max(1, room - acts.length)), ...acts].slice(0, room);
}

/** `us-east-1 of 444455556666`: where an alarm is that belongs to no stack, so that somebody finds it. */
function placeWords({ stack, alarms: [only] }: Incident): string {
  const place = stack === undefined && only ? cloudWatchPlace(only.fingerprint) : undefined;
  return place ? `${place.region} of ${place.account}` : '';
}

/** Where it is if no stack says that, what it is about, and how many tasks run. */
function figures(incident: Incident): string[] {
  const worst = worstOf(incident);
  const { running, desired } = factsOfWorst(incident) ?? {};
  const tasks =
    running === undefined || incident.state === 'closed'
      ? ''
      : `${running}${desired === undefined ? '' : ` of ${desired}`} tasks run`;
  const said = [placeWords(incident), conditionWords(worst), tasks].filter((part) => part !== '').join(' · ');
  return said === '' ? [] : [said];
}

/** What may have caused it. */
function backgroundLines(incident: Incident): string[] {
  const facts = factsOfWorst(incident);
  if (!facts || incident.state === 'closed') return [];
  const [newest] = facts.deployed ?? [];
  return [
    ...(facts.explained === undefined ? [] : [short(facts.explained, EXPLAINED)]),
    ...(newest ? [deployedLine(newest, worstOf(incident))] : []),
  ];
}

/** `Deployed v2 12 min before by @operator (#1042)`. */
function deployedLine({ at, image, by, run }: Deployed, { openedAt }: IncidentAlarm): string {
  const what = image === undefined ? '' : ` ${short(image, WORDS)}`;
  const when =
    at <= openedAt ? `${duration(openedAt - at)} before` : `${duration(at - openedAt)} after it rang`;
  const who = by === undefined ? '' : ` by <@${inert(by)}>`;
  return `Deployed${what} ${when}${who}${run === undefined ? '' : ` (${hash(run)})`}`;
}

/** A group's alarms, the worst first, a line each; more are counted. */
function groupLines(incident: Incident, room: number): string[] {
  const alarms = worstFirst(incident);
  const most = Math.max(1, Math.min(LISTED, alarms.length > room ? room - 1 : room));
  const more = alarms.length - most;
  return [...alarms.slice(0, most).map(alarmLine), ...(more > 0 ? [`… and ${more} more`] : [])];
}

function alarmLine(alarm: IncidentAlarm): string {
  const { state, silencedUntil, at, times } = alarm;
  const parts = [
    `${alarmIcon(alarm)} ${alarmName(alarm)}`,
    state === 'OK' ? 'over' : conditionWords(alarm, WORDS),
    ...(state === 'INSUFFICIENT_DATA' ? ['no data'] : []),
    ...(times < 2 ? [] : [`${times} times`]),
    ...(silencedUntil === undefined ? [] : [`silenced until ${clockTime(silencedUntil)}`]),
    ...(state === 'OK' ? [] : [`since ${clockTime(at)}`]),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** The remedy that is about to begin, that is under way, or that was tried last. */
function actLines({ countdown, mendings, state }: Incident): string[] {
  const last = mendings.at(-1);
  return [
    ...(countdown && state === 'open'
      ? [
          `:hourglass_flowing_sand: *${inert(countdown.remedy)}* begins by itself at ${clockTime(countdown.due)} unless somebody stops it`,
        ]
      : []),
    ...(last ? [mendingLine(last)] : []),
  ];
}

function mendingLine({ remedy, number, by, end }: Mending): string {
  const what = `:wrench: ${inert(remedy)} ${hash(number)} by ${actorWords(by)}`;
  switch (end?.kind) {
    case undefined:
      return `${what} is under way`;
    case 'helped':
      return `${what} helped after ${duration(end.after)}`;
    case 'no-help':
      return `${what} didn't help`;
    case 'ended':
      return end.outcome === 'succeeded' ? `${what} is done` : `${what} ended: ${short(end.outcome, WORDS)}`;
  }
}

/** The metric of the alarm that is shown, where there is a picture of it. */
function pictureBlock(incident: Incident): KnownBlock | undefined {
  const worst = worstOf(incident);
  const { picture } = incident;
  if (picture?.of !== worst.fingerprint) return undefined;
  const alt = visible(`The metric of ${worst.name} over the last hours: ${worst.condition ?? worst.reason}`);
  return { type: 'image', slack_file: { id: picture.file }, alt_text: [...alt].slice(0, ALT).join('') };
}
