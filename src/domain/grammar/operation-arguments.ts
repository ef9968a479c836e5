import { fieldsOf } from '../forms/fields-of.ts';
import { readInput } from '../forms/read-input.ts';
import type { OperationSpec } from '../operation/operation.ts';
import { nearest } from '../target/nearest.ts';
import { bareFlags, type Flag, flagName, flagsOf } from './flags.ts';
import type { Token } from './tokenize.ts';
import { wordsOf } from './words.ts';

/** What follows a verb. */
export type Arguments =
  | {
      readonly kind: 'arguments';
      readonly target: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** The same words with another target. */
      readonly withTarget: (target: string) => string;
    }
  /** The target isn't said, or something that must stand after it; the rest may be right or not. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string };

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
  const [at, ...after] = words;
  const target = at === undefined ? undefined : tokens[at]?.text;
  if (target === undefined) return { kind: 'incomplete' };
  const bare = readBare(
    spec,
    raw,
    after.flatMap((i) => tokens[i]?.text ?? []),
  );
  if (bare.kind !== 'read') return bare;
  const read = readInput(spec, bare.input);
  if (read.kind === 'wrong') {
    const [{ field, problem } = { field: '', problem: 'Not valid.' }] = read.problems;
    const flag = flags.find((f) => f.field === field);
    return wrong(flag === undefined ? problem : `\`${flagName(flag)}\`: ${problem}`);
  }
  const verb: Token = { kind: 'word', text: spec.name };
  const withTarget = (other: string): string =>
    wordsOf([verb, ...tokens.map((token, i) => (i === at ? { kind: 'word' as const, text: other } : token))]);
  return { kind: 'arguments', target, input: read.input, withTarget };
}

/** The words after the target are the fields that are typed bare, as far as no flag has said them. */
function readBare(
  spec: Pick<OperationSpec, 'name' | 'input'>,
  said: Readonly<Record<string, unknown>>,
  words: readonly string[],
):
  | { readonly kind: 'read'; readonly input: Readonly<Record<string, unknown>> }
  | Extract<Arguments, { kind: 'wrong' | 'incomplete' }> {
  const open = bareFlags(spec).filter(({ field }) => !(field in said));
  const extra = words.slice(open.length);
  if (extra.length > 0) {
    const takes = ['one target', ...bareFlags(spec).map((flag) => `one ${flagName(flag)}`)].join(' and ');
    const problem = `"${extra.join(' ')}" is too much: \`${spec.name}\` takes ${takes}. Put text with spaces in quotes.`;
    return { kind: 'wrong', problem };
  }
  const missing = open.slice(words.length).map(({ field }) => field);
  const required = fieldsOf(spec).filter(({ presence }) => presence === 'required');
  if (required.some(({ name }) => missing.includes(name))) return { kind: 'incomplete' };
  const bare = words.flatMap((word, i) => (open[i] ? [[open[i].field, word] as const] : []));
  return { kind: 'read', input: { ...said, ...Object.fromEntries(bare) } };
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
