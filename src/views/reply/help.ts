import { type Flag, flagName } from '../../domain/grammar/flags.ts';
import { inert } from '../inert.ts';
import type { Message } from '../message.ts';
import { plainMessage } from '../message.ts';

/** A verb as help shows it. */
export interface VerbHelp {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
}

/** Verbs that somebody may use, a line each; `hidden` says how many more there are. */
export function helpMessage(verbs: readonly VerbHelp[], hidden = 0): Message {
  const lines = verbs.map((verb) => `\`/ops ${verb.example}\`  ${inert(verb.summary)}`);
  return plainMessage(
    [
      '*What I can do here*',
      ...lines,
      ...(hidden > 0
        ? [
            `${hidden} more ${hidden === 1 ? 'changes' : 'change'} something, which you may not do: \`/ops whoami\` says why.`,
          ]
        : []),
      'A target is `service` or `stack/service`. `/ops VERB --help` says more.',
    ].join('\n'),
  );
}

/** One verb with its flags and its example. */
export function verbHelpMessage(verb: VerbHelp, flags: readonly Flag[]): Message {
  const lines = flags.map((flag) => `\`${typed(flag)}\`  ${inert(flag.description)}`);
  return plainMessage(
    [`*${inert(verb.name)}*: ${inert(verb.summary)}`, `Example: \`/ops ${verb.example}\``, ...lines].join(
      '\n',
    ),
  );
}

/** What is typed without a flag is a place to fill in. */
const typed = (flag: Flag): string =>
  flagName(flag) + (flag.typed === 'flag' && flag.takes === 'value' ? ' "…"' : '');
