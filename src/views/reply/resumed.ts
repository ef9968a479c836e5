import { hash, type RunNumber } from '../../domain/ids.ts';
import type { Answered, ParkedAnswer } from '../../domain/ports/run-signals.ts';
import type { Message } from '../message.ts';
import { plainMessage } from '../message.ts';

/** What became of an answer to a parked run. */
export function answeredMessage(number: RunNumber, answer: ParkedAnswer, answered: Answered): Message {
  switch (answered.kind) {
    case 'unknown-run':
      return plainMessage(`I know no run ${hash(number)}.`);
    case 'not-parked':
      return plainMessage(
        `${hash(number)} isn't waiting for an answer: it was answered already, or it never asked.`,
      );
    case 'taken': {
      const said = {
        happened: 'it goes on from what ECS shows',
        'did-not-happen': 'it asks ECS again',
        abandon: 'it is ended',
      } as const;
      return plainMessage(`Taken: ${hash(number)} ${said[answer]}.`);
    }
  }
}
