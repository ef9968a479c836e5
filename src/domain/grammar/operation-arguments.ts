import { z } from 'zod';
import { readInput } from '../forms/read-input.ts';
import type { OperationSpec } from '../operation/operation.ts';
import { nearest } from '../target/nearest.ts';
import type { Token } from './tokenize.ts';
import { wordsOf } from './words.ts';

/** A flag of an operation, as help shows it and parsing reads it. */
export interface Flag {
  /** As typed, without dashes: `no-wait`. */
  readonly flag: string;
  /** The field of the input. */
  readonly field: string;
  readonly takes: 'value' | 'nothing';
  readonly description: string;
}

/** What follows a verb. */
export type Arguments =
  | {
      readonly kind: 'arguments';
      readonly target: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** The same words with another target. */
      readonly withTarget: (target: string) => string;
    }
  /** The target isn't said; the rest may be right or not. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string };

const Property = z.object({ type: z.string().optional(), description: z.string().optional() });
const InputShape = z.object({ properties: z.record(z.string(), Property).default({}) });

const kebab = (field: string): string => field.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

/** The flags that an operation's input gives: booleans stand alone, everything else takes a value. */
export function flagsOf(spec: Pick<OperationSpec, 'input'>): readonly Flag[] {
  const known = flagsOfInput.get(spec.input);
  if (known) return known;
  const flags = readFlags(spec);
  flagsOfInput.set(spec.input, flags);
  return flags;
}

/** An input's flags never change, and making its JSON schema is slow beside everything else that a command needs. */
const flagsOfInput = new WeakMap<z.ZodObject, readonly Flag[]>();

function readFlags(spec: Pick<OperationSpec, 'input'>): Flag[] {
  const { properties } = InputShape.parse(z.toJSONSchema(spec.input, { io: 'input' }));
  return Object.entries(properties).map(([field, { type, description }]) => ({
    flag: kebab(field),
    field,
    takes: type === 'boolean' ? 'nothing' : 'value',
    description: description ?? '',
  }));
}

/** Reads the target and the flags, and checks them against the operation's input. The first fault is the answer. */
export function parseArguments(
  spec: Pick<OperationSpec, 'name' | 'input'>,
  tokens: readonly Token[],
): Arguments {
  const flags = flagsOf(spec);
  const words: number[] = [];
  const raw: Record<string, unknown> = {};
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.kind === 'word') {
      words.push(i);
      continue;
    }
    if (token.text === 'help') return { kind: 'help' };
    const flag = flags.find((f) => f.flag === token.text);
    if (!flag) return wrong(unknownFlag(spec.name, token.text, flags));
    if (flag.field in raw) return wrong(`\`--${flag.flag}\` stands twice.`);
    if (flag.takes === 'nothing') {
      raw[flag.field] = true;
      continue;
    }
    const value = tokens[i + 1];
    if (value?.kind !== 'word') return wrong(`\`--${flag.flag}\` needs a value: \`--${flag.flag} "…"\`.`);
    raw[flag.field] = value.text;
    i++;
  }
  const [at, ...extra] = words;
  const target = at === undefined ? undefined : tokens[at]?.text;
  if (target === undefined) return { kind: 'incomplete' };
  if (extra.length > 0) {
    const more = extra.map((i) => tokens[i]?.text).join(' ');
    return wrong(`"${more}" is too much: \`${spec.name}\` takes one target. Put text with spaces in quotes.`);
  }
  const read = readInput(spec, raw);
  if (read.kind === 'wrong') {
    const [{ field, problem } = { field: '', problem: 'Not valid.' }] = read.problems;
    return wrong(field === '' ? problem : `\`--${kebab(field)}\`: ${problem}`);
  }
  const verb: Token = { kind: 'word', text: spec.name };
  const withTarget = (other: string): string =>
    wordsOf([verb, ...tokens.map((token, i) => (i === at ? { kind: 'word' as const, text: other } : token))]);
  return { kind: 'arguments', target, input: read.input, withTarget };
}

const wrong = (problem: string): Arguments => ({ kind: 'wrong', problem });

function unknownFlag(verb: string, flag: string, flags: readonly Flag[]): string {
  const known = flags.map((f) => `\`--${f.flag}\``).join(', ');
  const [close] = nearest(
    flag,
    flags.map((f) => f.flag),
  );
  const hint =
    close === undefined
      ? known === ''
        ? 'It has none.'
        : `It has ${known}.`
      : `Did you mean \`--${close}\`?`;
  return `\`${verb}\` has no \`--${flag}\`. ${hint}`;
}
