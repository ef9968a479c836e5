import { bareFlags, flagsOf } from '../grammar/flags.ts';
import type { Token } from '../grammar/tokenize.ts';
import type { OperationSpec } from '../operation/operation.ts';
import type { RawInput } from './read-input.ts';

/** As much of an operation's form as words fill in, unchecked. */
export interface Prefilled {
  /** The target as it was typed. */
  readonly target?: string;
  readonly input: RawInput;
}

/** What the words after a verb say already. Nothing of them is refused here: the form asks for what is missing. */
export function prefilledBy(spec: Pick<OperationSpec, 'input'>, tokens: readonly Token[]): Prefilled {
  const flags = flagsOf(spec);
  const words: string[] = [];
  const input: Record<string, unknown> = {};
  let open: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'flag') {
      const flag = flags.find(({ flag: name }) => name === token.text);
      open = flag?.takes === 'value' ? flag.field : undefined;
      if (flag?.takes === 'nothing') input[flag.field] = true;
    } else if (open === undefined) words.push(token.text);
    else {
      input[open] = token.text;
      open = undefined;
    }
  }
  const [target, ...after] = words;
  const bare = bareFlags(spec).filter(({ field }) => !(field in input));
  for (const [i, { field }] of bare.entries()) if (after[i] !== undefined) input[field] = after[i];
  return target === undefined ? { input } : { target, input };
}
