import type { Guide } from '../guide.ts';

/** One thing that can be put in place of the word before the caret. */
export interface Completion {
  label: string;
  note: string;
  insert: string;
  caret?: number;
}

/** What is typed where, as complete.js describes it. */
export interface Typing {
  line: string;
  caret: number;
  guide: Guide;
  channel: string;
  isThread: boolean;
  isBotHere: boolean;
  bot: string;
  people: string[];
  runs: { number: string; note: string }[];
}

/** What can be put between `from` and `to`. */
export interface Completions {
  from: number;
  to: number;
  options: Completion[];
  isEager: boolean;
}

export declare const completions: (typing: Typing) => Completions | undefined;
