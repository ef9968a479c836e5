import type { Run } from '../../domain/run/run.ts';
import { code, inert } from '../inert.ts';
import { clockTime } from '../mrkdwn.ts';

/** What a root message says of its own telling: all that isn't as the reader would expect. */
export interface RootNotes {
  /** It was posted long after the run was accepted. */
  readonly late?: true;
  /** It should stand in another channel, and Slack's word on why it can't. */
  readonly insteadOf?: { readonly channel: string; readonly error: string };
  /** It repeats a story that is told in full elsewhere. */
  readonly mirrorOf?: { readonly channel: string };
  /** The stack's changes channel couldn't be told, and Slack's word on why. */
  readonly unmirrored?: { readonly channel: string; readonly error: string };
}

/** The notes in one line of small print; '' where all is as expected. */
export function rootNotes(run: Run, { late, insteadOf, mirrorOf, unmirrored }: RootNotes): string {
  return [
    late && `:hourglass: asked at ${clockTime(run.acceptedAt)}, told late`,
    insteadOf &&
      `:mailbox: told here because I can't post in ${mention(insteadOf.channel)}: ${mend(insteadOf.error)}`,
    mirrorOf && `Told in full in ${mention(mirrorOf.channel)}`,
    unmirrored && `not repeated in ${mention(unmirrored.channel)}: ${mend(unmirrored.error)}`,
  ]
    .filter((note) => note !== undefined)
    .join(' · ');
}

/** A channel as a link; direct messages have no name that others may read. */
const mention = (channel: string): string =>
  channel.startsWith('D') ? 'direct messages' : `<#${inert(channel)}>`;

/** What somebody can do about it, with Slack's own word for those who look it up. */
function mend(error: string): string {
  const said = `(${code(error)})`;
  switch (error) {
    case 'not_in_channel':
    case 'channel_not_found':
      return `invite me there ${said}`;
    case 'is_archived':
    case 'is_inactive':
      return `it is archived ${said}`;
    default:
      return error.startsWith('restricted_action')
        ? `its posting permissions leave me out ${said}`
        : `Slack says ${code(error)}`;
  }
}
