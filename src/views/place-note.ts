import { code, inert } from './inert.ts';

/** A channel that should have been told, and Slack's word on why it couldn't be. */
export interface Untold {
  readonly channel: string;
  readonly error: string;
}

/** That something is told here though it belongs elsewhere, and what mends that. */
export const insteadOfNote = ({ channel, error }: Untold): string =>
  `:mailbox: told here because I can't post in ${channelMention(channel)}: ${mendWords(error)}`;

/** A channel as a link; direct messages have no name that others may read. */
export const channelMention = (channel: string): string =>
  channel.startsWith('D') ? 'direct messages' : `<#${inert(channel)}>`;

/** What somebody can do about a channel that can't be posted in, with Slack's own word for those who look it up. */
export function mendWords(error: string): string {
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
