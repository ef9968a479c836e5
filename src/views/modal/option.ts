import type { PlainTextElement, PlainTextOption } from '@slack/types';
import type { Suggestion } from '../../domain/forms/suggest/suggestion.ts';

/** Slack: an option's text and its value. */
const TEXT_MAX = 75;
const VALUE_MAX = 150;

/** Text without markup, at most that long; the end is cut and shown to be cut. No control characters. */
export function plain(text: string, max: number): PlainTextElement {
  const clean = text.replace(/\p{Cc}+/gu, ' ');
  return {
    type: 'plain_text',
    text: clean.length <= max ? clean : `${clean.slice(0, max - 1).toWellFormed()}…`,
  };
}

/** An option whose text is its value. */
export const wordOption = (word: string): PlainTextOption => ({ text: plain(word, TEXT_MAX), value: word });

/** A suggestion to choose: `prod-us-east-1/registry (production)`. A long name is cut, what sets it apart isn't. */
export function suggestionOption({ value, name, note }: Suggestion): PlainTextOption {
  const apart = note === '' ? '' : ` (${note})`;
  const text = `${plain(name, TEXT_MAX - apart.length).text}${apart}`;
  return { text: plain(text, TEXT_MAX), value };
}

/** What Slack takes as options of a menu. A name too long for one can still be typed as words. */
export const suggestionOptions = (suggestions: readonly Suggestion[]): PlainTextOption[] =>
  suggestions.filter(({ value }) => value.length <= VALUE_MAX).map(suggestionOption);
