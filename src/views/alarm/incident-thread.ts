import type { Fingerprint } from '../../domain/alarm/fingerprint.ts';
import { type Incident, type IncidentEvent, incidentName } from '../../domain/alarm/incident.ts';
import { hash } from '../../domain/ids.ts';
import { actorWords } from '../hold-words.ts';
import { inert, short } from '../inert.ts';
import { type ChatMessage, context, plainMessage, withBlocks } from '../message.ts';
import { clockTime, dayTime, duration } from '../mrkdwn.ts';
import type { Timing } from '../run/run-thread.ts';
import { factsLines } from './facts-lines.ts';
import { alarmName, conditionWords, severityIcon } from './incident-words.ts';

/** Alarms that one event names; more are counted. */
const NAMED = 5;
const REASON = 300;
const CONDITION = 160;
/** What somebody outside Slack couldn't be: they go on as if nobody had said anything. */
const UNTOLD = {
  rings: 'called',
  taken: 'told that somebody has it',
  over: 'told that it is over',
} as const;

/** An event of an incident as a message in its thread. */
export function incidentThread(
  incident: Incident,
  { event, timing = 'timely' }: { readonly event: IncidentEvent; readonly timing?: Timing },
): ChatMessage {
  const late = timing === 'late' ? [context(`:hourglass: happened at ${dayTime(event.at)}, told late`)] : [];
  return withBlocks(plainMessage(lines(incident, event).join('\n')), late);
}

function lines(incident: Incident, event: IncidentEvent): string[] {
  switch (event.kind) {
    case 'opened':
    case 'reopened':
      return rangLines(incident, event);
    case 'facts': {
      const alarm = alarmOf(incident, event.fingerprint);
      return factsLines(
        nameOf(incident, event.fingerprint),
        event.facts,
        alarm?.openedAt ?? incident.openedAt,
      );
    }
    case 'acknowledged':
      return [`:eyes: ${actorWords(event.by)} has it. Nobody else is called for it.`];
    case 'silenced':
      return [
        `:no_bell: ${actorWords(event.by)} silenced it until ${dayTime(event.until)}: “${short(event.reason, REASON)}”`,
      ];
    case 'silence-ended':
      return [':bell: The silence is over. What rings is told again.'];
    case 'escalated':
      return [
        `:mega: Nobody has acknowledged ${incidentName(incident.number)}: ${event.to.map(calledWords).join(', ') || 'nobody could be called'}`,
      ];
    case 'not-called':
      return [
        `:warning: ${calledWords(event.who)} couldn't be ${UNTOLD[event.says ?? 'rings']}: ${short(event.why, REASON)}${event.again ? '. It is tried again for a few minutes.' : ''}`,
      ];
    case 'mending':
    case 'mended':
      return [mendingLine(incident, event)];
    case 'countdown':
      return [
        `:hourglass_flowing_sand: *${inert(event.countdown.remedy)}* of ${nameOf(incident, event.countdown.fingerprint)} begins by itself at ${clockTime(event.countdown.due)}. Whoever may cancel runs there may stop it.`,
      ];
    case 'countdown-stopped':
      return [
        `:black_square_for_stop: ${actorWords(event.by)} stopped *${inert(event.countdown.remedy)}*. It doesn't begin by itself.`,
      ];
    case 'not-begun':
      return [`:no_entry: *${inert(event.remedy)}* didn't begin by itself: ${short(event.why, REASON)}`];
    case 'closed':
      return [`:white_check_mark: *Over after ${duration(event.lasted)}*`];
  }
}

/** Each alarm that began to ring, with what its owner says of it. */
function rangLines(
  incident: Incident,
  { kind, alarms }: Extract<IncidentEvent, { kind: 'opened' | 'reopened' }>,
): string[] {
  const again = kind === 'reopened' ? ' again' : '';
  const more = alarms.length - NAMED;
  return [
    ...alarms.slice(0, NAMED).map((fingerprint) => {
      const alarm = alarmOf(incident, fingerprint);
      const said = alarm ? conditionWords(alarm, CONDITION) : '';
      const icon = alarm ? severityIcon(alarm) : ':rotating_light:';
      return `${icon} *${nameOf(incident, fingerprint)}* rings${again}${said === '' ? '' : `: ${said}`}`;
    }),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ];
}

function mendingLine(
  incident: Incident,
  {
    mending: { remedy, number, by, fingerprint, at, end },
  }: Extract<IncidentEvent, { kind: 'mending' | 'mended' }>,
): string {
  const what = `*${inert(remedy)}* for ${nameOf(incident, fingerprint)}, ${hash(number)}`;
  switch (end?.kind) {
    case undefined:
      return `:wrench: ${actorWords(by)} began ${what}. Its own message tells how it goes.`;
    case 'helped':
      return `:white_check_mark: ${what}, helped: the alarm was over after ${duration(end.after)}.`;
    case 'no-help':
      return `:warning: ${what}, didn't help: the alarm still rings ${duration(end.at - at)} after it began.`;
    case 'ended':
      return end.outcome === 'succeeded'
        ? `:wrench: ${what}, is done. Whether it helped shows when the alarm is over.`
        : `:wrench: ${what}, ended: ${short(end.outcome, REASON)}. See its own message.`;
  }
}

const alarmOf = ({ alarms }: Incident, fingerprint: Fingerprint) =>
  alarms.find((one) => one.fingerprint === fingerprint);

/** An alarm as people call it; what its incident doesn't have any more by its fingerprint's end. */
function nameOf(incident: Incident, fingerprint: Fingerprint): string {
  const alarm = alarmOf(incident, fingerprint);
  return alarm
    ? alarmName(alarm)
    : alarmName({ name: fingerprint.split('/').slice(3).join('/') || fingerprint });
}

/** Whom the escalation called: the mention of a group or a channel as the desk wrote it; anything else by its name. */
const calledWords = (to: string): string =>
  /^<(?:!subteam\^S[A-Z0-9]+|#[CG][A-Z0-9]+)>$/.test(to) ? to : short(to, CONDITION);
