import type { KnownBlock } from '@slack/types';

/** What is posted: blocks, and the text that notifications and screen readers use (Slack: chat.postMessage). */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Slack: a section's text holds 3,000 characters. */
const SECTION = 3000;

/** Cuts a text to a length, and shows that it was cut. */
const clip = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** A section of mrkdwn, within Slack's limit. */
export const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: clip(text, SECTION) },
});

/** Small grey print. */
export const context = (text: string): KnownBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: clip(text, SECTION) }],
});

/** A message of one section, whose text is its own fallback. */
export const plainMessage = (text: string): Message => ({ text, blocks: [section(text)] });
