import type { OperationSpec } from '../operation/operation.ts';
import type { Answers } from './answers.ts';
import { fieldBlock, TARGET_BLOCK } from './blocks.ts';
import type { Field } from './field.ts';
import { fieldsOf } from './fields-of.ts';
import { type RawInput, readInput } from './read-input.ts';

/** What a person filled in: an input that the operation takes, or what is wrong, by block. */
export type FilledIn =
  | {
      readonly kind: 'filled';
      readonly target: string;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> };

type Formed = Pick<OperationSpec, 'name' | 'input'>;

/** Reads a form that was handed in, by the same rules as words. All that is wrong is said at once. */
export function readForm(spec: Formed, answers: Answers): FilledIn {
  const target = targetIn(answers);
  const read = readInput(spec, rawInput(spec, answers));
  const blocks = new Set(fieldsOf(spec).map(({ name }) => name));
  const errors: Record<string, string> = target === undefined ? { [TARGET_BLOCK]: 'Choose one.' } : {};
  for (const { field, problem } of read.kind === 'wrong' ? read.problems : []) {
    // What concerns the input as a whole has no place of its own.
    const block = blocks.has(field) ? fieldBlock(field) : TARGET_BLOCK;
    errors[block] ??= problem;
  }
  if (read.kind === 'wrong' || target === undefined) return { kind: 'wrong', errors };
  return { kind: 'filled', target, input: read.input };
}

/** The target as it was chosen, `stack/service`. */
export const targetIn = (answers: Answers): string | undefined => answers.get(TARGET_BLOCK)?.[0];

/** What stands in the fields, unchecked: to be read, or to be shown again. */
export function rawInput(spec: Formed, answers: Answers): RawInput {
  const entries = fieldsOf(spec).map((field) => [field.name, rawValue(field, answers)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function rawValue(field: Field, answers: Answers): unknown {
  const [first] = answers.get(fieldBlock(field.name)) ?? [];
  return field.kind === 'tick' ? first !== undefined || field.unticked : first;
}
