import type { Facts, Proposal, Record } from '../../domain/alarm/facts.ts';
import type { Incident } from '../../domain/alarm/incident.ts';
import { worstOf } from '../../domain/alarm/life/worst.ts';
import { short } from '../inert.ts';
import { duration } from '../mrkdwn.ts';

/** So many remedies are offered. */
const OFFERED = 2;
const BECAUSE = 60;
const LABEL = 30;

/** What was found out about the alarm that is shown; absent where it was of another, or isn't there yet. */
export const factsOfWorst = (incident: Incident): Facts | undefined =>
  incident.facts?.of === worstOf(incident).fingerprint ? incident.facts.facts : undefined;

/**
 * The remedies that may be offered: for what CloudWatch, or Alertmanager, itself says rings, and while none is under way
 * or about to begin.
 */
export function offeredRemedies(incident: Incident): readonly Proposal[] {
  const worst = worstOf(incident);
  const rings = worst.state === 'ALARM' && worst.confirmed?.state === 'ALARM';
  if (incident.state === 'closed' || !rings || incident.countdown || underWay(incident)) return [];
  return factsOfWorst(incident)?.proposals.slice(0, OFFERED) ?? [];
}

/** The remedy that was begun last and isn't over. */
export const underWay = ({ mendings }: Incident): Incident['mendings'][number] | undefined =>
  mendings.findLast(({ end }) => end === undefined);

/** `helped 3 of 4 times, in about 2 min`; '' for one that nobody has tried. */
export function recordWords({ tried, helped, took }: Record): string {
  if (tried === 0) return '';
  if (helped === 0) return tried === 1 ? 'tried once, without help' : `helped none of ${tried} times`;
  const times = tried === 1 ? 'the one time' : `${helped} of ${tried} times`;
  return `helped ${times}${took === undefined ? '' : `, in about ${duration(took)}`}`;
}

/** What speaks for the remedies that are offered, in one line of small print; '' where nothing does. */
export const proposalNotes = (incident: Incident): string =>
  offeredRemedies(incident)
    .flatMap(({ label, because, record }) => {
      const why = [because === undefined ? '' : short(because, BECAUSE), record ? recordWords(record) : ''];
      const said = why.filter((words) => words !== '').join(', ');
      return said === '' ? [] : [`${short(label, LABEL)}: ${said}`];
    })
    .join(' · ');
