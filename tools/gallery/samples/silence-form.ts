import { silenceChoices } from '../../../src/domain/alarm/silence-choices.ts';
import { OTHER_BLOCK, readSilenceForm, type SilenceFields } from '../../../src/domain/alarm/silence-form.ts';
import { days } from '../../../src/domain/clock.ts';
import { TARGET_BLOCK } from '../../../src/domain/forms/blocks.ts';
import { incidentSuggestion } from '../../../src/domain/forms/suggest/silenceable-suggestions.ts';
import { answerView } from '../../../src/views/modal/answer-view.ts';
import { oldSilence } from '../../../src/views/modal/endings.ts';
import type { Modal } from '../../../src/views/modal/modal.ts';
import { silenceOffer } from '../../../src/views/modal/opening.ts';
import { nothingToSilence, silenceTooLongHere, unmarked } from '../../../src/views/modal/problems.ts';
import { type ShownSilence, silenceView } from '../../../src/views/modal/silence-view.ts';
import { alarmUnconfirmed } from '../../../src/views/reply/acknowledged.ts';
import { silenceStack } from '../../../src/views/reply/silences.ts';
import { type Entry, modal, type Outside, type State, state } from '../entry.ts';
import { enriched, group, later } from './incidents.ts';
import { OPS } from './values.ts';

const EXAMPLE = { example: 'silence A17 --until 2h --reason "load test"' };

/** The form as it is opened in Berlin at a quarter past four in the morning. */
const form = (more: Partial<ShownSilence> = {}): Modal =>
  silenceView({
    choices: silenceChoices(later(0), 'Europe/Berlin'),
    fields: {},
    metadata: { verb: 'silence', openedAt: later(0), channel: OPS },
    ...more,
  });

/** Everything that a person fills in is wrong, and the errors as the form is read. */
function allWrong(o: Outside): State {
  const fields: SilenceFields = { other: o('the day after the release, whenever that may be') };
  const read = readSilenceForm(fields);
  const errors = read.kind === 'wrong' ? read.errors : {};
  return modal('it was handed in, and everything in it is wrong', form({ fields }), errors);
}

const chosen = (o: Outside): Partial<ShownSilence> => ({
  target: incidentSuggestion(enriched(o)),
  fields: { until: '30m', reason: o('load test') },
});

/** The form of a silence, and what it says of what is wrong. */
export const silenceFormEntries = (o: Outside): Entry[] => [
  {
    title: 'The form of a silence',
    view: silenceView,
    seenBy: 'opener',
    states: [
      modal('`/ops silence` in a channel, by somebody in Berlin in the night', form()),
      modal(
        'Silence, on an alarm’s message, by somebody whose zone isn’t known',
        form({ target: incidentSuggestion(enriched(o)), choices: silenceChoices(later(0)) }),
      ),
      allWrong(o),
      modal('the alarm has many others beside it by now', form(chosen(o)), {
        [TARGET_BLOCK]: unmarked(silenceStack(group(o), 'prod-us-east-1')),
      }),
      modal(
        'Redis gives no answer; all that was typed stays',
        form({ ...chosen(o), notice: alarmUnconfirmed.text }),
      ),
    ],
  },
  {
    title: 'The form of a silence: what was chosen isn’t there',
    view: nothingToSilence,
    seenBy: 'opener',
    states: [
      modal('the configuration has changed', form(), {
        [TARGET_BLOCK]: nothingToSilence(o('prod-us-east-1/payments')),
      }),
    ],
  },
  {
    title: 'The form of a silence: its end is too far away',
    view: silenceTooLongHere,
    seenBy: 'opener',
    states: [
      modal('more than a week', form({ ...chosen(o), fields: { other: '8d', reason: o('load test') } }), {
        [OTHER_BLOCK]: silenceTooLongHere(days(7)),
      }),
    ],
  },
  {
    title: 'The form of a silence that was opened long ago',
    view: oldSilence,
    seenBy: 'opener',
    states: [modal('more than an hour', answerView(oldSilence))],
  },
  {
    title: 'A silence without its end and its reason',
    view: silenceOffer,
    seenBy: 'person',
    states: [
      state('where no form opens by itself, as after a mention', silenceOffer(EXAMPLE, 'silence')),
      state('in the thread of an alarm', silenceOffer(EXAMPLE, 'silence A17')),
    ],
  },
];
