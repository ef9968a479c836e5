import { hash, type RunNumber } from '../../domain/ids.ts';
import type { CancelAsked } from '../../domain/ports/run-signals.ts';
import type { Message } from '../message.ts';
import { plainMessage } from '../message.ts';
import { unknownRun } from './refusal.ts';

/** What became of a wish to cancel. */
export function cancelAsked(number: RunNumber, asked: CancelAsked): Message {
  switch (asked.kind) {
    case 'asked':
      return plainMessage(
        `${hash(number)} stops at its next safe point; its message says what ECS goes on doing.`,
      );
    case 'abandoned':
      return plainMessage(
        `${hash(number)} was waiting for an answer and is ended now. What ECS has begun goes on.`,
      );
    case 'ended':
      return plainMessage(`${hash(number)} is over already. Nothing was changed.`);
    case 'unknown-run':
      return unknownRun(number);
  }
}
