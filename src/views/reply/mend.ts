import { sourceOf } from '../../domain/alarm/ask-source.ts';
import type { Proposal } from '../../domain/alarm/facts.ts';
import { type Incident, incidentName } from '../../domain/alarm/incident.ts';
import { worstOf } from '../../domain/alarm/life/worst.ts';
import { hash, type RunNumber } from '../../domain/ids.ts';
import { mendWords } from '../alarm/incident-buttons.ts';
import { incidentLine, incidentTitle } from '../alarm/incident-words.ts';
import { offeredRemedies } from '../alarm/proposals.ts';
import { buttonRow } from '../button.ts';
import { code, inert, label, shortVisible } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { showButton } from '../run/run-buttons.ts';

/** A button's text on a phone; words that somebody typed are shown back no longer than TYPED. */
const LABEL = 30;
const TYPED = 70;

/** A remedy has begun as a run like any other. */
export const mendBegun = (incident: Incident, remedy: string, number: RunNumber): Message =>
  withBlocks(
    plainMessage(
      `:wrench: *${inert(remedy)}* for ${incidentTitle(incident)} has begun as ${hash(number)}. Its own message tells how it goes.`,
    ),
    buttonRow([showButton({ number })]),
  );

/** It was begun before, for this very state: a remedy is one shot, however often it is clicked. */
export const mendBegunAlready = (incident: Incident, remedy: string, number: RunNumber): Message =>
  withBlocks(
    plainMessage(
      `*${inert(remedy)}* for ${incidentTitle(incident)} was begun already, as ${hash(number)}. Nothing was begun a second time.`,
    ),
    buttonRow([showButton({ number })]),
  );

/** What was clicked stood beside another state; what may be done now is offered instead. */
export const deadRemedy = (incident: Incident): Message =>
  withBlocks(
    plainMessage(
      `:hourglass: That was another state of ${incidentName(incident.number)}; nothing was begun. Now it is:\n${incidentLine(incident)}`,
    ),
    buttonRow(offeredRemedies(incident).map((proposal) => againButton(incident, proposal))),
  );

/** The alarm is OK by now: whether it is wanted all the same. */
export const fineAlready = (
  incident: Incident,
  { remedy, label: said }: Pick<Proposal, 'remedy' | 'label'>,
): Message =>
  withBlocks(
    plainMessage(
      `:white_check_mark: OK already: ${incidentTitle(incident)} doesn't ring any more. Nothing was begun. ${label(said, LABEL)} anyway?`,
    ),
    buttonRow([anywayButton(incident, { remedy, label: said })]),
  );

/**
 * `unread`: CloudWatch, or Alertmanager, couldn't be asked. `unsaid`: it knows of no state, or not of this alarm. A remedy
 * needs its word.
 */
export const notConfirmed = (
  incident: Incident,
  { remedy, label: said }: Pick<Proposal, 'remedy' | 'label'>,
  why: 'unread' | 'unsaid',
): Message => {
  const source = sourceOf(worstOf(incident));
  return withBlocks(
    plainMessage(
      `:warning: ${why === 'unread' ? `${source} can't be asked now` : `${source} itself doesn't say`} whether ${incidentTitle(incident)} still rings. Nothing was begun. ${label(said, LABEL)} anyway?`,
    ),
    buttonRow([anywayButton(incident, { remedy, label: said })]),
  );
};

/** A word that is no remedy for this alarm, with those that fit. */
export function unknownRemedy(incident: Incident, words: string): Message {
  const offered = offeredRemedies(incident);
  const fits =
    offered.length === 0
      ? 'None fits as it is now.'
      : `What fits: ${offered.map(({ remedy }) => code(`/ops ${mendWords(incident, remedy)}`)).join(' or ')}.`;
  return plainMessage(
    `${code(shortVisible(words, TYPED))} is no remedy for ${incidentTitle(incident)}. ${fits} Nothing was begun.`,
  );
}

/** A remedy doesn't begin by itself, because somebody stopped it. */
export const countdownStopped = (incident: Incident, remedy: string): Message =>
  plainMessage(
    `:black_square_for_stop: Stopped: *${inert(remedy)}* for ${incidentTitle(incident)} doesn't begin by itself.`,
  );

/** There is nothing to stop: it has begun, or never would have. `begun`: as this run. */
export const nothingToStop = (incident: Incident, begun?: RunNumber): Message =>
  begun === undefined
    ? plainMessage(`Nothing is about to begin by itself for ${incidentTitle(incident)}. Nothing was changed.`)
    : withBlocks(
        plainMessage(
          `:hourglass: Too late: it has begun as ${hash(begun)}. To stop that: \`/ops cancel ${begun}\`.`,
        ),
        buttonRow([showButton({ number: begun })]),
      );

const againButton = (incident: Incident, { remedy, label: said }: Proposal) => ({
  label: label(said, LABEL),
  words: mendWords(incident, remedy),
});

const anywayButton = (incident: Incident, { remedy, label: said }: Pick<Proposal, 'remedy' | 'label'>) => ({
  label: label(`${said} anyway`, LABEL),
  words: `${mendWords(incident, remedy)} --anyway`,
});
