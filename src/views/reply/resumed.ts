import { hash, type RunNumber } from '../../domain/ids.ts';
import type { Answered, ParkedAnswer } from '../../domain/ports/run-signals.ts';
import { buttonRow } from '../button.ts';
import type { Message } from '../message.ts';
import { plainMessage, withBlocks } from '../message.ts';
import { showButton } from '../run/run-buttons.ts';
import { unknownRun } from './refusal.ts';

/** What became of an answer to a parked run. */
export function answeredMessage(number: RunNumber, answer: ParkedAnswer, answered: Answered): Message {
  switch (answered.kind) {
    case 'unknown-run':
      return unknownRun(number);
    case 'not-parked':
      return withBlocks(
        plainMessage(
          `${hash(number)} isn't waiting for an answer: it was answered already, or it never asked. Nothing was changed.`,
        ),
        buttonRow([showButton({ number })]),
      );
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
