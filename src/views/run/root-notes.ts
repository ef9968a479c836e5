import type { Run } from '../../domain/run/run.ts';
import { clockTime } from '../mrkdwn.ts';
import { channelMention, insteadOfNote, mendWords, type Untold } from '../place-note.ts';

/** What a root message says of its own telling: all that isn't as the reader would expect. */
export interface RootNotes {
  /** It was posted long after the run was accepted. */
  readonly late?: true;
  /** It should stand in another channel, and Slack's word on why it can't. */
  readonly insteadOf?: Untold;
  /** It repeats a story that is told in full elsewhere. */
  readonly mirrorOf?: { readonly channel: string };
  /** The stack's changes channel couldn't be told, and Slack's word on why. */
  readonly unmirrored?: Untold;
}

/** The notes in one line of small print; '' where all is as expected. */
export function rootNotes(run: Run, { late, insteadOf, mirrorOf, unmirrored }: RootNotes): string {
  return [
    late && `:hourglass: asked at ${clockTime(run.acceptedAt)}, told late`,
    insteadOf && insteadOfNote(insteadOf),
    mirrorOf && `Told in full in ${channelMention(mirrorOf.channel)}`,
    unmirrored && `not repeated in ${channelMention(unmirrored.channel)}: ${mendWords(unmirrored.error)}`,
  ]
    .filter((note) => note !== undefined)
    .join(' · ');
}
