import type { PlainTextElement, PlainTextOption } from '@slack/types';
import type { Suggestion } from '../../domain/forms/suggest/suggestion.ts';
import { shortVisible, visible } from '../inert.ts';

/** Slack: an option's text and its value. */
const TEXT_MAX = 75;
const VALUE_MAX = 150;

/** Text without markup, at most that long: cut at its end, and shown to be cut. Nothing hidden, and one line. */
export const plain = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: shortVisible(text, max),
});

/** An option whose text is its value. */
export const wordOption = (word: string): PlainTextOption => ({ text: plain(word, TEXT_MAX), value: word });

/** A suggestion to choose: `prod-us-east-1/registry (production)`. A long name is cut, what sets it apart isn't. */
function suggestionOption({ value, name, note }: Suggestion): PlainTextOption {
  const apart = note === '' ? '' : ` (${note})`;
  const text = `${plain(name, TEXT_MAX - apart.length).text}${apart}`;
  return { text: plain(text, TEXT_MAX), value };
}

/** What Slack takes as options of a menu. A name too long for one can still be typed as words. */
export const suggestionOptions = (suggestions: readonly Suggestion[]): PlainTextOption[] =>
  suggestions
    .filter(({ value, name }) => value.length <= VALUE_MAX && visible(name) !== '')
    .map(suggestionOption);
