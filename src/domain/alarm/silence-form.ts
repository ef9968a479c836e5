import type { Answers } from '../forms/answers.ts';
import { fieldBlock, TARGET_BLOCK } from '../forms/blocks.ts';
import { readInput } from '../forms/read-input.ts';
import { SilenceInput } from './silence-input.ts';

/** Where the form of a silence asks for its end: chosen, or in words that go before the choice. */
export const UNTIL_BLOCK = fieldBlock('until');
export const OTHER_BLOCK = fieldBlock('other');
const REASON_BLOCK = fieldBlock('reason');

/** What stands in the form of a silence, unchecked. */
export interface SilenceFields {
  readonly target?: string | undefined;
  /** One of the choices. */
  readonly until?: string | undefined;
  /** Words instead of a choice. */
  readonly other?: string | undefined;
  readonly reason?: string | undefined;
}

/** The command's own words for an end that isn't one name its flag. */
const WHEN = 'Choose one, or say another time in a few words: 3h.';

/** What is in the fields of a form that was handed in. */
export const silenceFields = (answers: Answers): SilenceFields => {
  const first = (block: string): string | undefined => answers.get(block)?.[0];
  return {
    target: first(TARGET_BLOCK),
    until: first(UNTIL_BLOCK),
    other: first(OTHER_BLOCK)?.trim() || undefined,
    reason: first(REASON_BLOCK),
  };
};

/** What a silence's form asks for, as its command's words would say it; or what is wrong, by block. */
export type SilenceForm =
  | {
      readonly kind: 'filled';
      readonly target: string;
      readonly until: string;
      /** Where the end was said. */
      readonly untilBlock: string;
      readonly reason: string;
    }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> };

/** Reads the form of a silence, by the same rules as words. All that is wrong is said at once. */
export function readSilenceForm({ target, until, other, reason }: SilenceFields): SilenceForm {
  const untilBlock = other === undefined ? UNTIL_BLOCK : OTHER_BLOCK;
  const read = readInput({ name: 'silence', input: SilenceInput }, { until: other ?? until, reason });
  const errors: Record<string, string> = target === undefined ? { [TARGET_BLOCK]: 'Choose one.' } : {};
  for (const { field, problem } of read.kind === 'wrong' ? read.problems : [])
    errors[field === 'until' ? untilBlock : fieldBlock(field)] ??= field === 'until' ? WHEN : problem;
  if (read.kind === 'wrong' || target === undefined) return { kind: 'wrong', errors };
  return { kind: 'filled', target, untilBlock, ...SilenceInput.parse(read.input) };
}
