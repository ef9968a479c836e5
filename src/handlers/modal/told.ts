import { TARGET_BLOCK } from '../../domain/forms/blocks.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { acceptedIn } from '../../views/modal/endings.ts';
import { heldHere, unconfirmedForm, unmarked } from '../../views/modal/problems.ts';
import { alreadyAccepted } from '../../views/reply/accepted.ts';
import { targetHeld, targetStopped } from '../../views/reply/refusal.ts';
import type { Started } from '../command/accept-run.ts';
import { type ModalAnswer, say, wrong } from './answer.ts';

/** What was asked for, and where. */
export interface Asked {
  readonly operation: string;
  readonly target: ResolvedService;
  readonly channel: string;
  /** The thread that the form was opened in. */
  readonly thread?: string | undefined;
  /** Where the channel is asked for, else where the target is. */
  readonly placeBlock: string;
}

/** What the person sees of what became of their form. `again` shows it once more, with a notice. */
export function told(started: Started, asked: Asked, again: (notice: string) => ModalAnswer): ModalAnswer {
  const { operation, target, channel, thread, placeBlock } = asked;
  switch (started.kind) {
    case 'accepted': {
      const message = acceptedIn(channel, started.number, operation, target);
      // Its message appears in the channel: who looks at that needs no other.
      if (placeBlock !== TARGET_BLOCK) return say(message);
      return thread === undefined
        ? { kind: 'close' }
        : { kind: 'close', whisper: { channel, thread, message } };
    }
    case 'duplicate':
      return say(alreadyAccepted(started.number));
    case 'held':
      return started.stoppedBy.length === 0
        ? wrong(TARGET_BLOCK, heldHere(target, started.by, started.operation))
        : again(targetHeld(target, started.by, started.operation, started.stoppedBy).text);
    case 'stopped':
      // Who and until when need markup, which an error beside a field can't have.
      return again(targetStopped(started.stoppedBy).text);
    case 'no-start':
      return wrong(placeBlock, unmarked(started.message));
    case 'not-allowed':
      // Elsewhere they may: the form stays, for another target.
      return wrong(TARGET_BLOCK, unmarked(started.message));
    case 'unconfirmed':
      return again(unconfirmedForm(channel));
  }
}
