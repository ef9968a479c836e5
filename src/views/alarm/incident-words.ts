import { type Incident, type IncidentAlarm, incidentName } from '../../domain/alarm/incident.ts';
import { worstOf } from '../../domain/alarm/life/worst.ts';
import { shortAlarmName } from '../../domain/alarm/short-name.ts';
import type { DurationMs } from '../../domain/clock.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { actorWords } from '../hold-words.ts';
import { short, shortName } from '../inert.ts';
import { clockTime, duration } from '../mrkdwn.ts';

const NAME = 48;
/** A phone shows about 44 characters in a row: the first line must stay within three. */
const TITLE = 32;
const CONDITION = 110;
/** So often is flapping: then the count is what matters. */
const FLAPS = 5;

/** What people call an alarm: its service, and its own name without what that says already. */
export function alarmName({ name, service }: Pick<IncidentAlarm, 'name' | 'service'>, most = NAME): string {
  if (!service) return shortName(name, most) || 'an alarm';
  const room = Math.max(8, most - service.service.length - 1);
  return `${service.service} ${shortName(shortAlarmName(name, service.ecsService), room)}`.trimEnd();
}

const ICON = { critical: ':rotating_light:', warning: ':warning:' } as const;

/** The sign of how bad an alarm is, whatever its state. */
export const severityIcon = ({ severity }: Pick<IncidentAlarm, 'severity'>): string => ICON[severity];

/** The sign of an alarm's state. */
export function alarmIcon({ state, severity, silencedUntil }: IncidentAlarm): string {
  if (state === 'OK') return ':white_check_mark:';
  if (silencedUntil !== undefined) return ':no_bell:';
  return state === 'INSUFFICIENT_DATA' ? ':grey_question:' : ICON[severity];
}

/** `CPUUtilization 92.4 > 85 for 10 min`; its owner's own reason where the condition isn't known. */
export function conditionWords({ condition, value, reason }: IncidentAlarm, most = CONDITION): string {
  if (condition === undefined) return short(reason, most);
  if (value === undefined) return short(condition, most);
  const said = condition.replace(/ (?=[<>≤≥]=? )/u, () => ` ${value} `);
  return short(said === condition ? `${condition}: ${value}` : said, most);
}

/** `again, 3rd time since 03:12`; '' for what rang once. `times`: how often it began to ring. */
function againWords({ times, openedAt }: Pick<IncidentAlarm, 'times' | 'openedAt'>): string {
  if (times < 2) return '';
  const since = clockTime(openedAt);
  return times < FLAPS
    ? `again, ${ordinal(times)} time since ${since}`
    : `flaps: ${times} times since ${since}`;
}

const ENDINGS: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'st', two: 'nd', few: 'rd' };
const order = new Intl.PluralRules('en-GB', { type: 'ordinal' });
const ordinal = (n: number): string => `${n}${ENDINGS[order.select(n)] ?? 'th'}`;

/** How long it took until all was over. */
export function lasted({ events, openedAt, closedAt = openedAt }: Incident): DurationMs {
  const end = events.findLast((event) => event.kind === 'closed');
  return end?.lasted ?? Math.max(0, closedAt - openedAt);
}

/** `*A17 registry cpu-high*`; of a group `*A17 prod-us-east-1: 3 alarms*`. */
export function incidentTitle(incident: Incident): string {
  const name = incidentName(incident.number);
  if (incident.alarms.length === 1) return `*${name} ${alarmName(worstOf(incident), TITLE)}*`;
  const ringing = incident.alarms.filter(({ state }) => state !== 'OK').length;
  const all = incident.alarms.length;
  const count = ringing === all || ringing === 0 ? `${all} alarms` : `${ringing} of ${all} alarms`;
  return `*${name} ${incident.stack === undefined ? '' : `${incident.stack}: `}${count}*`;
}

/** How it stands, in a word or two with a sign: the same wherever it is told. */
export interface IncidentState {
  readonly icon: string;
  /** `critical`, `warning`; '' for what is over. */
  readonly haste: string;
  /** `acknowledged by @…`, `silenced until 05:00`; '' while nobody has done anything. */
  readonly said: string;
  /** `since 03:12`, `no data since 03:15`, `again, 3rd time since 03:12`, `over after 12 min`. */
  readonly when: string;
}

/** The state of an incident in words. */
export function incidentState(incident: Incident): IncidentState {
  const worst = worstOf(incident);
  if (incident.state === 'closed') {
    const { closedAt = incident.openedAt } = incident;
    const over = `over after ${duration(lasted(incident))} · ${clockTime(closedAt)}`;
    const times = worst.times < 2 ? '' : `rang ${worst.times} times · `;
    return { icon: ':white_check_mark:', haste: '', said: '', when: `${times}${over}` };
  }
  return {
    icon: alarmIcon(worst),
    haste: worst.severity,
    said: heldWords(worst, incident.acknowledged?.by),
    when: sinceWords(worst, incident),
  };
}

/** What keeps it from being told, or who has it. */
function heldWords({ silencedUntil }: IncidentAlarm, by: Actor | undefined): string {
  if (silencedUntil !== undefined) return `silenced until ${clockTime(silencedUntil)}`;
  if (!by) return '';
  return `acknowledged by ${by.kind === 'slack' ? actorWords(by) : 'Wheelhouse'}`;
}

function sinceWords(worst: IncidentAlarm, { openedAt }: Incident): string {
  if (worst.state === 'INSUFFICIENT_DATA') return `no data since ${clockTime(worst.at)}`;
  return againWords(worst) || `since ${clockTime(worst.state === 'OK' ? openedAt : worst.openedAt)}`;
}

/** What a line needn't say, because the list around it does: how bad it is beside its sign, or which stack it is in. */
export type SaidAround = 'haste' | 'stack';

/**
 * An incident in one line: its title, where, how bad it is, who has it and since when. A group names its worst alarm,
 * unless somebody has it.
 */
export function incidentLine(incident: Incident, around: readonly SaidAround[] = []): string {
  const { icon, haste, said, when } = incidentState(incident);
  const isGroup = incident.alarms.length > 1;
  const namesWorst = isGroup && incident.state === 'open' && said === '';
  const worst = namesWorst ? `, worst ${alarmName(worstOf(incident), NAME / 2)}` : '';
  const where = isGroup || around.includes('stack') ? '' : (incident.stack ?? '');
  const bad = around.includes('haste') ? '' : haste;
  return [`${icon} ${incidentTitle(incident)}${worst}`, where, bad, said, when]
    .filter((part) => part !== '')
    .join(' · ');
}
