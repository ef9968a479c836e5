import { hash } from '../../domain/ids.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import type { Choice, Offer, Question } from '../../domain/run/question.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import type { WordsButton } from '../button.ts';
import { inert } from '../inert.ts';

/** What can be done about a run as it is: at most three buttons. */
export function runButtons(run: Run): readonly WordsButton[] {
  switch (run.state.status) {
    case 'queued':
    case 'running':
    case 'waiting':
      if (run.question?.approval) return approvalButtons(run, run.question);
      return run.question ? questionButtons(run, run.question) : [cancelButton(run)];
    case 'parked':
      return parkedButtons(run);
    case 'ended':
      return endedButtons(run, run.state.outcome);
  }
}

/** What it asks, and what one may do instead; cancelling stays where there is room. */
const questionButtons = (run: Run, { choices, offers }: Question): readonly WordsButton[] => [
  ...[
    ...choices.map((choice) => choiceButton(run, choice)),
    ...offers.map(offerButton),
    cancelButton(run),
  ].slice(0, MOST_BUTTONS),
];

/** Consent opens a form that shows from the ledger what is consented to; a no is taken at once. */
const approvalButtons = (run: Run, { choices, offers }: Question): readonly WordsButton[] => [
  ...[
    { label: 'Approve', words: `approve ${run.number}`, style: 'primary' as const },
    rejectButton(run),
    ...offers.map(offerButton),
    ...choices.map((choice) => choiceButton(run, choice)),
    cancelButton(run),
  ].slice(0, MOST_BUTTONS),
];

/** A root's buttons, at most. */
const MOST_BUTTONS = 3;

const choiceButton = ({ number }: Run, { answer, label, style, confirm }: Choice): WordsButton => ({
  label,
  words: `resume ${number} ${answer}`,
  ...(style === undefined ? {} : { style }),
  ...(confirm === undefined ? {} : { confirm: { title: `${label}?`, text: inert(confirm), yes: label } }),
});

const offerButton = ({ label, words, style }: Offer): WordsButton => ({
  label,
  words,
  ...(style === undefined ? {} : { style }),
});

/** Says no to what a run waits for. */
export const rejectButton = ({ number, question }: Pick<Run, 'number' | 'question'>): WordsButton => ({
  label: 'Reject',
  words: `reject ${number}`,
  confirm: {
    title: `Reject ${hash(number)}?`,
    text: question?.approval?.hook
      ? 'ECS stops this deployment and brings back the tasks from before.'
      : `${hash(number)} ends, and nothing is changed.`,
    yes: `Reject ${hash(number)}`,
  },
});

/** Asks a run to stop. */
export const cancelButton = ({ number }: Pick<Run, 'number'>, label = 'Cancel'): WordsButton => ({
  label,
  words: `cancel ${number}`,
  confirm: {
    title: `Cancel ${hash(number)}?`,
    text: 'It stops at its next safe point. What AWS has begun by then goes on by itself: nothing is rolled back.',
    yes: `Cancel ${hash(number)}`,
  },
});

/** Shows a run with its steps. */
export const showButton = ({ number }: Pick<Run, 'number'>): WordsButton => ({
  label: `Show ${hash(number)}`,
  words: `show ${number}`,
});

/** Shows a service as it is now. */
export const statusButton = (target: Run['request']['target'], label = 'Status'): WordsButton => ({
  label,
  words: `status ${targetName(target)}`,
});

/** Explains a service. */
const whyButton = (target: Run['request']['target']): WordsButton => ({
  label: 'Why',
  words: `explain ${targetName(target)}`,
});

const retryButton = ({ number, request }: Run): WordsButton => ({
  label: 'Retry',
  words: `retry ${number}`,
  confirm: {
    title: 'Start it again?',
    text: `*${inert(request.operation)} ${targetName(request.target)}* starts again, as a new run of yours with the same settings.`,
    yes: 'Start it again',
  },
});

const parkedButtons = ({ number }: Run): readonly WordsButton[] => [
  { label: 'It happened', words: `resume ${number} happened` },
  {
    label: "It didn't",
    words: `resume ${number} didnt`,
    confirm: {
      title: "It didn't happen?",
      text: `${hash(number)} asks AWS once more. If it did happen after all, it happens twice.`,
      yes: 'Ask once more',
    },
  },
  {
    label: 'Abandon',
    words: `resume ${number} abandon`,
    style: 'danger',
    confirm: {
      title: `Abandon ${hash(number)}?`,
      text: `${hash(number)} ends and lets go of the service. If it did happen, AWS goes on with it, and nobody watches.`,
      yes: 'Abandon it',
    },
  },
];

function endedButtons(run: Run, outcome: Outcome): readonly WordsButton[] {
  const status = statusButton(run.request.target);
  if (outcome.kind === 'succeeded') return [status];
  const { offers = [], again } = helpsOf(outcome);
  if (offers.length === 0 && again === undefined) return [status, retryButton(run)];
  // What fails again until somebody mends it isn't offered again: why it does, is.
  const why = again === undefined ? [] : [whyButton(run.request.target)];
  return [...offers.slice(0, MOST_BUTTONS - 1 - why.length).map(offerButton), status, ...why];
}

/** What an end says that one may do. */
function helpsOf(outcome: Outcome): Pick<Extract<Outcome, { kind: 'failed' }>, 'offers' | 'again'> {
  switch (outcome.kind) {
    case 'failed':
    case 'rolled-back':
    case 'gave-up':
      return outcome;
    default:
      return {};
  }
}
