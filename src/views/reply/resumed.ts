import { hash, type RunNumber } from '../../domain/ids.ts';
import type { Answered, Chosen, ParkedAnswer } from '../../domain/ports/run-signals.ts';
import { buttonRow } from '../button.ts';
import { inert } from '../inert.ts';
import type { Message } from '../message.ts';
import { plainMessage, withBlocks } from '../message.ts';
import { showButton } from '../run/run-buttons.ts';
import { unknownRun } from './refusal.ts';

const notAsked = (number: RunNumber): Message =>
  withBlocks(
    plainMessage(
      `${hash(number)} isn't waiting for an answer: it was answered already, went on by itself, or never asked. Nothing was changed.`,
    ),
    buttonRow([showButton({ number })]),
  );

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const answersOf = (number: RunNumber, answers: readonly string[]): string =>
  answers.map((answer) => `\`/ops resume ${number} ${answer}\``).join(' or ');

/** What became of an answer to a run that asks while it goes on. */
export function chosenMessage(number: RunNumber, chosen: Chosen): Message {
  switch (chosen.kind) {
    case 'unknown-run':
      return unknownRun(number);
    case 'not-asked':
      return notAsked(number);
    case 'needs-approval':
      return plainMessage(
        [
          `:no_entry: ${hash(number)} goes on when it is approved, by ${or.format(chosen.from.map((role) => `*${inert(role)}*`))}: \`/ops approve ${number}\`.`,
          ...(chosen.answers.length === 0 ? [] : [`Yours to say: ${answersOf(number, chosen.answers)}.`]),
          'Nothing was changed.',
        ].join(' '),
      );
    case 'no-such-answer': {
      const answers = answersOf(number, chosen.answers);
      return plainMessage(`${hash(number)} doesn't take that answer. It takes ${answers}.`);
    }
    case 'taken':
      return plainMessage(`Taken: ${hash(number)}, ${inert(chosen.label)}. Its message says how it goes on.`);
  }
}

/** What became of an answer to a parked run. */
export function answeredMessage(number: RunNumber, answer: ParkedAnswer, answered: Answered): Message {
  switch (answered.kind) {
    case 'unknown-run':
      return unknownRun(number);
    case 'not-parked':
      return notAsked(number);
    case 'taken': {
      const said = {
        happened: 'goes on from what ECS shows',
        'did-not-happen': 'asks ECS again',
        abandon: 'is ended; what ECS has begun goes on',
      } as const;
      return plainMessage(`Taken: ${hash(number)} ${said[answer]}.`);
    }
  }
}
