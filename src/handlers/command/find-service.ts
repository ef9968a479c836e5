import type { Token } from '../../domain/grammar/tokenize.ts';
import { wordsOf } from '../../domain/grammar/words.ts';
import { resolve } from '../../domain/target/catalog.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { ambiguousTarget, badCommand, unknownTarget } from '../../views/reply/refusal.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';

/** The one service that a read is about, or what to answer instead. */
export type FoundService =
  | { readonly kind: 'found'; readonly service: ResolvedService }
  | { readonly kind: 'answer'; readonly reply: Reply };

const answer = (reply: Reply): FoundService => ({ kind: 'answer', reply });

/**
 * The service that the words after a verb name; in the thread of a run they needn't. `flags` are the words that belong
 * to flags: they stay when a suggestion says the words anew.
 */
export async function findService(
  parts: HandlerParts,
  command: Command,
  verb: VerbHelp,
  words: readonly Token[],
  flags: readonly Token[] = [],
): Promise<FoundService> {
  const [target, ...extra] = words;
  if (!target) {
    const run =
      command.thread === undefined ? undefined : await parts.runs.byThread(command.channel, command.thread);
    if (run) return { kind: 'found', service: run.request.target };
  }
  if (target?.kind !== 'word' || extra.length > 0) {
    return answer(now(badCommand(`Name one service, for example \`/ops ${verb.example}\`.`)));
  }
  const wordsFor = (meant: string): string =>
    wordsOf([{ kind: 'word', text: verb.name }, { kind: 'word', text: meant }, ...flags]);
  const resolution = resolve(parts.catalog, command.channel, target.text);
  switch (resolution.kind) {
    case 'found':
      return resolution;
    case 'unknown':
      return answer(now(unknownTarget(target.text, resolution.nearest, wordsFor)));
    case 'ambiguous':
      return answer(
        now(ambiguousTarget(verb.name, resolution.choices, (choice) => wordsFor(targetName(choice)))),
      );
  }
}
