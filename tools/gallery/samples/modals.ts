import { OPERATION_BLOCK } from '../../../src/domain/forms/blocks.ts';
import { targetName } from '../../../src/domain/target/service.ts';
import type { Message } from '../../../src/views/message.ts';
import { answerView } from '../../../src/views/modal/answer-view.ts';
import { choiceView } from '../../../src/views/modal/choice-view.ts';
import { acceptedIn, goneOperation, noOperations, strangeForm } from '../../../src/views/modal/endings.ts';
import { CHOOSE_AGAIN, formOffer, notOpened, typeAgain } from '../../../src/views/modal/opening.ts';
import { nothingChosen } from '../../../src/views/modal/problems.ts';
import { alreadyAccepted } from '../../../src/views/reply/accepted.ts';
import { cancelAsked } from '../../../src/views/reply/cancelled.ts';
import { sayItInAChannel, unfitPlace, unwelcome } from '../../../src/views/reply/entrance.ts';
import { notAllowed } from '../../../src/views/reply/not-allowed.ts';
import { brokeBefore } from '../../../src/views/reply/refusal.ts';
import { answeredMessage } from '../../../src/views/reply/resumed.ts';
import { runDetails } from '../../../src/views/reply/run-details.ts';
import { type Entry, modal, type Outside, type State, state } from '../entry.ts';
import { formEntries } from './forms.ts';
import { denials } from './guard.ts';
import { parkedRun } from './runs.ts';
import { silenceFormEntries } from './silence-form.ts';
import { NUMBER, OPS, operation, registry } from './values.ts';

/** The restart, and one that is made up so that there is a choice. */
const several = [operation, { name: 'sample', summary: 'show how a second operation looks here' }];

const choices: readonly State[] = [
  modal('“Run an operation”, from anywhere', choiceView(several, {})),
  modal('there is only one', choiceView([operation], {})),
  modal('“Act on this”, on a message that names no service', choiceView(several, { channel: OPS })),
  modal(
    '“Act on this”, on a run',
    choiceView(several, { channel: OPS, target: targetName(registry) }, operation.name),
  ),
];

const answer = (when: string, message: Message): State => modal(when, answerView(message));

const answers = (o: Outside): State[] => [
  answer('Show, on the Home', runDetails(parkedRun(o), [])),
  answer('Cancel, on the Home', cancelAsked(NUMBER, { kind: 'asked' })),
  answer('It happened, on the Home', answeredMessage(NUMBER, 'happened', { kind: 'taken' })),
  answer('a click on the Home would start a run', sayItInAChannel),
  answer('a click on the Home breaks', brokeBefore),
  answer('a shortcut, by somebody who has no role', notAllowed(denials.role)),
  answer('a shortcut, while the bot changes nothing', notAllowed(denials.readOnly)),
  answer('a shortcut, by a guest', unwelcome('guest')),
  answer('a shortcut, in a channel that the bot isn’t in', unfitPlace('not-a-member')),
  answer('a form was handed in twice', alreadyAccepted(NUMBER)),
];

const TYPED = 'restart --reason "memory leak"';

const notOpenedStates = (o: Outside): State[] => {
  const again = typeAgain(operation, o(TYPED));
  return [
    state('Slack’s 3 s are over', notOpened({ kind: 'refused', error: 'expired_trigger_id' }, again)),
    state('Slack refuses it', notOpened({ kind: 'refused', error: o('internal_error') }, again)),
    state('Slack is busy', notOpened({ kind: 'limited', after: 30_000 }, again)),
    state('Slack gives no answer', notOpened({ kind: 'unknown', detail: o('socket hang up') }, again)),
    state(
      'a shortcut, and Slack’s 3 s are over',
      notOpened({ kind: 'refused', error: 'expired_trigger_id' }, CHOOSE_AGAIN),
    ),
  ];
};

/** What people meet in modals, and on the way there. */
export const modalEntries = (o: Outside): Entry[] => [
  {
    title: 'A verb without its target',
    view: formOffer,
    seenBy: 'person',
    states: [state('where no form opens by itself, as after a mention', formOffer(operation, 'restart'))],
  },
  {
    title: 'A form that didn’t open',
    view: notOpened,
    seenBy: 'person',
    states: notOpenedStates(o),
  },
  { title: 'The choice of an operation', view: choiceView, seenBy: 'opener', states: choices },
  {
    title: 'The choice of an operation: nothing is chosen',
    view: nothingChosen,
    seenBy: 'opener',
    states: [
      modal('it was handed in', choiceView(several, { channel: OPS }), { [OPERATION_BLOCK]: nothingChosen }),
    ],
  },
  {
    title: 'The choice of an operation, where there is none',
    view: noOperations,
    seenBy: 'opener',
    states: [answer('a shortcut', noOperations)],
  },
  ...formEntries(o),
  ...silenceFormEntries(o),
  {
    title: 'A form was accepted',
    view: acceptedIn,
    seenBy: 'opener',
    states: [
      answer(
        'its channel was chosen in it, and may not be in sight',
        acceptedIn(OPS, NUMBER, operation.name, registry),
      ),
      state(
        'it was opened in a thread, which shows nothing of the run',
        acceptedIn(OPS, NUMBER, operation.name, registry),
      ),
    ],
  },
  {
    title: 'A form that can’t be read',
    view: strangeForm,
    seenBy: 'opener',
    states: [answer('it was opened long ago', strangeForm)],
  },
  {
    title: 'An operation that is gone',
    view: goneOperation,
    seenBy: 'opener',
    states: [answer('the form is older than this Wheelhouse', goneOperation(o('rollback')))],
  },
  { title: 'An answer in a modal', view: answerView, seenBy: 'opener', states: answers(o) },
];
