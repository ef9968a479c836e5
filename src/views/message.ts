import type { KnownBlock } from '@slack/types';

/** What is posted: blocks, and the text that notifications and screen readers use (Slack: chat.postMessage). */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A text that is too long for a message. */
export interface TextFile {
  readonly name: string;
  readonly content: string;
}

/** A message in a channel or thread, with what only the chat can do for it. */
export interface ChatMessage extends Message {
  /** The same in blocks that every workspace takes, for one that refuses `blocks`. */
  readonly plain?: KnownBlock[];
  /**
   * What of `blocks` Slack may refuse for now only: a picture that it hasn't worked on yet. Then `plain` stands in for
   * `blocks` until they are offered again.
   */
  readonly passing?: 'picture';
  /** What goes beside it into the thread, and the message that says so when Slack doesn't take it. */
  readonly file?: TextFile & { readonly refused: Message };
}

/** Slack: a section's text holds 3,000 characters. */
const SECTION = 3000;

/** Cuts a text to a length, and shows that it was cut. */
const clip = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/**
 * Slack's markup, in which nothing is a link or a mention that wasn't written as one (Slack: text object, `verbatim`),
 * within Slack's limit.
 */
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text: clip(text, SECTION), verbatim: true }) as const;

/** A section of mrkdwn, within Slack's limit. */
export const section = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });

/** Small grey print. */
export const context = (text: string): KnownBlock => ({ type: 'context', elements: [mrkdwn(text)] });

/** A message of one section, whose text is its own fallback. */
export const plainMessage = (text: string): Message => ({ text, blocks: [section(text)] });

/** A message with more below it, such as a row of buttons. */
export const withBlocks = ({ text, blocks }: Message, more: readonly KnownBlock[]): Message => ({
  text,
  blocks: [...blocks, ...more],
});
