import type { KnownBlock } from '@slack/types';
import { byHaste, hasteOf } from '../../domain/alarm/by-haste.ts';
import { type Incident, type IncidentNumber, incidentName } from '../../domain/alarm/incident.ts';
import type { Silence } from '../../domain/alarm/silence.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { acknowledgeButton } from '../alarm/incident-buttons.ts';
import { incidentLine } from '../alarm/incident-words.ts';
import { silenceLine } from '../alarm/silence-words.ts';
import { buttonRow } from '../button.ts';
import { code, inert, short } from '../inert.ts';
import { context, type Message, plainMessage, section, withBlocks } from '../message.ts';
import { clockTime } from '../mrkdwn.ts';
import { channelMention } from '../place-note.ts';

/** The alarms at a moment. */
export interface Alarms {
  /** Of this stack only. */
  readonly stack?: string;
  readonly open: readonly Incident[];
  /** `some`: more are open than were read. */
  readonly read?: 'all' | 'some';
  /** What rang in the last hour and is over, the newest first. */
  readonly over: readonly Incident[];
  readonly silences: readonly Silence[];
  /** What can't be read, in words: "CloudWatch in us-east-1". What stands there of it may be old. */
  readonly unread: readonly string[];
  readonly at: EpochMs;
  /** Where it was asked for: what is told there needn't be looked for. */
  readonly channel?: string | undefined;
}

/** More are counted: a phone shows three screens of them. */
const OPEN = 12;
const OVER = 6;
const SILENCES = 6;
const UNREAD = 200;
/** A section of Slack holds 3,000 characters: so many lines fit, whatever they are called. */
const LINES = 6;
/** So many buttons fit beside each other. */
const BUTTONS = 3;

/** What rings, the worst first; what is over; the silences that stand; and what isn't known. */
export function alarmsMessage(alarms: Alarms): Message {
  const { open, read, over, silences, unread } = alarms;
  const title = titleOf(alarms);
  const ranked = byHaste(open);
  const isSure = unread.length === 0 && read !== 'some';
  const nothing = isSure ? ':white_check_mark: Nothing rings.' : 'Nothing rings that I know of.';
  const lines = [
    title,
    ...(open.length > 0 ? ranked.slice(0, OPEN).map((one) => openLine(one, alarms)) : [nothing]),
    ...hiddenWords(ranked.slice(OPEN), alarms),
  ];
  const around = alarms.stack === undefined ? [] : (['stack'] as const);
  const ended = over.slice(0, OVER).map((one) => incidentLine(one, around));
  const rest = [
    ...titled('Over in the last hour', ended, over.length - OVER),
    ...titled('Silences', silences.slice(0, SILENCES).map(silenceLine), silences.length - SILENCES),
  ];
  // What is silenced or has no data waits for nobody.
  const waits = (one: Incident): boolean => ['critical', 'warning'].includes(hasteOf(one));
  const buttons = ranked.filter((one) => waits(one) && !one.acknowledged).slice(0, BUTTONS);
  return {
    text: `${title}: ${open.length} open, ${silences.length} ${silences.length === 1 ? 'silence' : 'silences'}`,
    blocks: [
      ...sections(lines),
      ...sections(rest),
      ...(unread.length === 0
        ? []
        : [context(`:warning: Can't be read, so it may be otherwise: ${short(unread.join(', '), UNREAD)}`)]),
      ...(read === 'some'
        ? [context(':warning: So many are open that only the newest were looked at.')]
        : []),
      ...buttonRow(buttons.map(namedButton)),
    ],
  };
}

/** `*Alarms of prod-us-east-1* · 12 open, 3 critical · as of 03:32`: the whole of it in one line. */
function titleOf({ stack, open, read, at }: Alarms): string {
  const critical = open.filter((one) => hasteOf(one) === 'critical').length;
  const count = `${read === 'some' ? 'at least ' : ''}${open.length} open`;
  const parts = [
    `*Alarms${stack === undefined ? '' : ` of ${inert(stack)}`}*`,
    ...(open.length === 0 ? [] : [critical === 0 ? count : `${count}, ${critical} critical`]),
    `as of ${clockTime(at)}`,
  ];
  return parts.join(' · ');
}

/** How many more there are, how bad they are, and what shows them. */
function hiddenWords(hidden: readonly Incident[], { stack, read }: Alarms): string[] {
  if (hidden.length === 0) return [];
  const critical = hidden.filter((one) => hasteOf(one) === 'critical').length;
  const bad = critical === 0 ? 'none of them critical' : `${critical} of them critical`;
  const count = `… and ${read === 'some' ? 'at least ' : ''}${hidden.length} more, ${bad}`;
  const next = stack === undefined ? hidden.find((one) => one.stack !== undefined)?.stack : undefined;
  return [next === undefined ? count : `${count}. Those of one stack: ${code(`/ops alarms ${next}`)}`];
}

/** Lines in as many sections as they need. */
const sections = (lines: readonly string[]): KnownBlock[] =>
  Array.from({ length: Math.ceil(lines.length / LINES) }, (_, n) =>
    section(lines.slice(n * LINES, (n + 1) * LINES).join('\n')),
  );

/** A number that no incident has, with those that are open. */
export function unknownIncident(number: IncidentNumber, open: readonly Incident[]): Message {
  const said = `There is no alarm ${incidentName(number)}. Nothing was changed.`;
  if (open.length === 0) return plainMessage(`${said} None is open.`);
  const listed = byHaste(open)
    .slice(0, OVER)
    .map((one) => openLine(one));
  return plainMessage([`${said} These are open:`, ...listed, ...more(open.length - OVER)].join('\n'));
}

/**
 * Several are open, or none, and it isn't said which one is meant. `verb`: what was to be done, as it is typed. `barred`: how
 * many others there are to which the person may not do it.
 */
export function whichIncident(verb: string, open: readonly Incident[], barred = 0): Message {
  const ranked = byHaste(open);
  const [worst] = ranked;
  if (!worst)
    return plainMessage(
      barred === 0
        ? `Nothing is open that waits for \`${verb}\`. Nothing was changed.`
        : `${barredWords(barred)}. Nothing was changed. \`/ops whoami\` says what you may do.`,
    );
  const said = `Say which alarm, for example \`/ops ${verb} ${incidentName(worst.number)}\`. Nothing was changed. These are open:`;
  const lines = [said, ...ranked.slice(0, OVER).map((one) => openLine(one)), ...more(open.length - OVER)];
  return withBlocks(
    plainMessage([...lines, ...(barred === 0 ? [] : [`${barredWords(barred)}.`])].join('\n')),
    buttonRow(verb === 'ack' ? ranked.slice(0, BUTTONS).map(namedButton) : []),
  );
}

const barredWords = (count: number): string =>
  count === 1 ? 'One more rings where you may not do that' : `${count} more ring where you may not do that`;

/** The configuration takes no alarms. */
export const noAlarms: Message = plainMessage(
  "This Wheelhouse takes no alarms: its configuration has no `alarms`. How to add them is in Wheelhouse's `docs/alarms.md`.",
);

const namedButton = (incident: Incident) => ({
  ...acknowledgeButton(incident),
  label: `Acknowledge ${incidentName(incident.number)}`,
});

/** An open incident in a line, without what the list says already; where it is told, unless that is here. */
function openLine(incident: Incident, { stack, channel }: Pick<Alarms, 'stack' | 'channel'> = {}): string {
  const line = incidentLine(incident, stack === undefined ? ['haste'] : ['haste', 'stack']);
  return channel === incident.channel ? line : `${line} · ${channelMention(incident.channel)}`;
}

const titled = (title: string, lines: readonly string[], hidden: number): string[] =>
  lines.length === 0 ? [] : [`*${title}*`, ...lines, ...more(hidden)];

const more = (count: number): string[] => (count > 0 ? [`… and ${count} more`] : []);
