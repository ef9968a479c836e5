import { byStack } from '../../domain/alarm/by-stack.ts';
import { type Incident, type IncidentNumber, incidentName } from '../../domain/alarm/incident.ts';
import type { Silence } from '../../domain/alarm/silence.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { acknowledgeButton } from '../alarm/incident-buttons.ts';
import { incidentLine } from '../alarm/incident-words.ts';
import { silenceLine } from '../alarm/silence-words.ts';
import { buttonRow } from '../button.ts';
import { inert, short } from '../inert.ts';
import { context, type Message, plainMessage, section, withBlocks } from '../message.ts';
import { clockTime } from '../mrkdwn.ts';
import { channelMention } from '../place-note.ts';

/** The alarms at a moment. */
export interface Alarms {
  /** Of this stack only. */
  readonly stack?: string;
  readonly open: readonly Incident[];
  /** What rang in the last hour and is over, the newest first. */
  readonly over: readonly Incident[];
  readonly silences: readonly Silence[];
  /** What can't be read, in words: "CloudWatch in us-east-1". What stands there of it may be old. */
  readonly unread: readonly string[];
  readonly at: EpochMs;
}

/** More are counted: a section of Slack holds 3,000 characters. */
const OPEN = 12;
const OVER = 6;
const SILENCES = 6;
const UNREAD = 200;
/** So many buttons fit beside each other. */
const BUTTONS = 3;

/** What rings, by stack, the worst first; what is over; the silences that stand; and what isn't known. */
export function alarmsMessage({ stack, open, over, silences, unread, at }: Alarms): Message {
  const title = `*Alarms${stack === undefined ? '' : ` of ${inert(stack)}`}* · as of ${clockTime(at)}`;
  const ranked = byStack(open);
  const head =
    open.length > 0
      ? ranked.slice(0, OPEN).map(openLine)
      : [unread.length > 0 ? 'Nothing rings that I know of.' : ':white_check_mark: Nothing rings.'];
  const rest = [
    ...titled('Over in the last hour', over.slice(0, OVER).map(incidentLine), over.length - OVER),
    ...titled('Silences', silences.slice(0, SILENCES).map(silenceLine), silences.length - SILENCES),
  ];
  const buttons = ranked.filter(({ acknowledged }) => !acknowledged).slice(0, BUTTONS);
  return {
    text: `${title}: ${open.length} open, ${silences.length} silences`,
    blocks: [
      section([title, ...head, ...more(open.length - OPEN)].join('\n')),
      ...(rest.length === 0 ? [] : [section(rest.join('\n'))]),
      ...(unread.length === 0
        ? []
        : [context(`:warning: Can't be read, so it may be otherwise: ${short(unread.join(', '), UNREAD)}`)]),
      ...buttonRow(buttons.map(namedButton)),
    ],
  };
}

/** A number that no incident has, with those that are open. */
export function unknownIncident(number: IncidentNumber, open: readonly Incident[]): Message {
  const said = `There is no alarm ${incidentName(number)}. Nothing was changed.`;
  if (open.length === 0) return plainMessage(`${said} None is open.`);
  const listed = byStack(open).slice(0, OVER).map(openLine);
  return plainMessage([`${said} These are open:`, ...listed, ...more(open.length - OVER)].join('\n'));
}

/**
 * Several are open, or none, and it isn't said which one is meant. `verb`: what was to be done, as it is typed. `barred`: how
 * many others there are to which the person may not do it.
 */
export function whichIncident(verb: string, open: readonly Incident[], barred = 0): Message {
  const ranked = byStack(open);
  const [worst] = ranked;
  if (!worst)
    return plainMessage(
      barred === 0
        ? `Nothing is open that waits for \`${verb}\`. Nothing was changed.`
        : `${barredWords(barred)}. Nothing was changed. \`/ops whoami\` says what you may do.`,
    );
  const said = `Say which alarm, for example \`/ops ${verb} ${incidentName(worst.number)}\`. Nothing was changed. These are open:`;
  const lines = [said, ...ranked.slice(0, OVER).map(openLine), ...more(open.length - OVER)];
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

const openLine = (incident: Incident): string =>
  `${incidentLine(incident)} · ${channelMention(incident.channel)}`;

const titled = (title: string, lines: readonly string[], hidden: number): string[] =>
  lines.length === 0 ? [] : [`*${title}*`, ...lines, ...more(hidden)];

const more = (count: number): string[] => (count > 0 ? [`… and ${count} more`] : []);
