import type { Proposal } from '../../domain/alarm/facts.ts';
import { type Incident, incidentName } from '../../domain/alarm/incident.ts';
import { worstOf } from '../../domain/alarm/life/worst.ts';
import { SILENCED_EACH } from '../../domain/alarm/silence.ts';
import type { WordsButton } from '../button.ts';
import { label } from '../inert.ts';
import { showButton } from '../run/run-buttons.ts';
import { incidentTitle } from './incident-words.ts';
import { offeredRemedies, recordWords, underWay } from './proposals.ts';

/** A root's buttons, at most. */
const MOST_BUTTONS = 3;
/** A button's text on a phone. */
const LABEL = 30;

/** What can be done about an incident as it is: at most three buttons; none for what is over. */
export function incidentButtons(incident: Incident): readonly WordsButton[] {
  if (incident.state === 'closed') return [];
  const run = underWay(incident);
  return [
    ...(incident.countdown ? [stopButton(incident, incident.countdown.remedy)] : []),
    ...(incident.acknowledged ? [] : [acknowledgeButton(incident)]),
    ...(run ? [showButton(run)] : []),
    ...offeredRemedies(incident).map((proposal, at) => ({
      ...mendButton(incident, proposal),
      ...(at === 0 && incident.acknowledged ? ({ style: 'primary' } as const) : {}),
    })),
    ...(worstOf(incident).silencedUntil === undefined ? [silenceButton(incident)] : []),
  ].slice(0, MOST_BUTTONS);
}

/** Takes an incident on: then nobody else is called for it. */
export const acknowledgeButton = ({ number }: Pick<Incident, 'number'>): WordsButton => ({
  label: 'Acknowledge',
  words: `ack ${incidentName(number)}`,
  style: 'primary',
});

/** Opens the form of a silence: of an incident's alarms, or of its stack where those are too many to silence each. */
const silenceButton = ({ number, stack, alarms }: Incident): WordsButton => ({
  label: 'Silence',
  words: `silence ${alarms.length > SILENCED_EACH && stack !== undefined ? stack : incidentName(number)}`,
});

/** Keeps a remedy from beginning by itself. */
const stopButton = ({ number }: Incident, remedy: string): WordsButton => ({
  label: label(`Stop the ${remedy}`, LABEL),
  words: `mend ${incidentName(number)} stop`,
  style: 'danger',
});

/** What a person types for a remedy; the version says which state they saw. */
export const mendWords = (
  { number, version }: Pick<Incident, 'number' | 'version'>,
  remedy: string,
): string => `mend ${incidentName(number)} ${remedy} ${version}`;

function mendButton(incident: Incident, { remedy, label: said, record }: Proposal): WordsButton {
  // Slack takes no button without words, and with it not the whole message.
  const name = label(said, LABEL) || label(remedy, LABEL);
  const before = record ? recordWords(record) : '';
  const text = [
    `For ${incidentTitle(incident)}.`,
    'It is checked again first: that it still rings, and that you may.',
    ...(before === '' ? [] : [`Before, it ${before}.`]),
  ];
  return {
    label: name,
    words: mendWords(incident, remedy),
    confirm: { title: label(`${name}?`, LABEL), text: text.join(' '), yes: name },
  };
}
