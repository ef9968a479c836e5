import type { z } from 'zod';
import type { OperationSpec } from '../operation/operation.ts';
import { fieldsOf } from './fields-of.ts';
import { plainProblem } from './plain-problem.ts';

/** An operation's input before it is checked: texts as typed, ticks as booleans. */
export type RawInput = Readonly<Record<string, unknown>>;

/** An input that the operation takes, or what is wrong with which field; `field` is empty where it is none alone. */
export type ReadInput =
  | { readonly kind: 'input'; readonly input: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'wrong';
      readonly problems: readonly { readonly field: string; readonly problem: string }[];
    };

/**
 * Checks what was typed against the operation's input. Words and forms both come through here, so that the same texts
 * mean the same. Problems are whole sentences.
 */
export function readInput(spec: Pick<OperationSpec, 'name' | 'input'>, raw: RawInput): ReadInput {
  const numbers = new Set(fieldsOf(spec).flatMap(({ kind, name }) => (kind === 'number' ? [name] : [])));
  const typed = Object.entries(raw).map(([name, value]) => [name, numbers.has(name) ? number(value) : value]);
  const parsed = spec.input.safeParse(Object.fromEntries(typed), { error: plainProblem });
  if (parsed.success) return { kind: 'input', input: parsed.data };
  return { kind: 'wrong', problems: parsed.error.issues.map(problemOf) };
}

const problemOf = ({ path, message }: z.core.$ZodIssue): { field: string; problem: string } => ({
  field: String(path[0] ?? ''),
  problem: message,
});

const NUMBER = /^\s*-?\d+(\.\d+)?\s*$/;

/** A text that is a number as that number; anything else stays, to be refused by the schema. */
const number = (value: unknown): unknown =>
  typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
