import type { HoldKind } from '../../domain/hold/hold.ts';
import { resolveScope } from '../../domain/hold/resolve-scope.ts';
import { type Scope, scopeName } from '../../domain/hold/scope.ts';
import { targetName } from '../../domain/target/service.ts';
import type { Message } from '../../views/message.ts';
import { unknownScope } from '../../views/reply/holds.ts';
import { ambiguousTarget, badCommand } from '../../views/reply/refusal.ts';
import type { Command, HandlerParts } from '../parts.ts';

/** A target's words, and the whole command with another target in their place. */
export interface ScopeWords {
  readonly verb: string;
  readonly kind: HoldKind;
  readonly target: string;
  readonly withTarget: (target: string) => string;
}

/** What is to be held or lifted, or what the person is told instead. */
export type Which =
  | { readonly kind: 'scope'; readonly scope: Scope }
  | { readonly kind: 'refused'; readonly message: Message };

/** Resolves what the words name. A freeze may cover anything; a lock is of one service. */
export function whichScope(
  { catalog }: Pick<HandlerParts, 'catalog'>,
  { channel }: Pick<Command, 'channel'>,
  { verb, kind, target, withTarget }: ScopeWords,
): Which {
  const refused = (message: Message): Which => ({ kind: 'refused', message });
  const resolution = resolveScope(catalog, channel, target);
  switch (resolution.kind) {
    case 'ambiguous':
      return refused(ambiguousTarget(verb, resolution.choices, (choice) => withTarget(targetName(choice))));
    case 'unknown':
      return refused(unknownScope(target, resolution.nearest, withTarget));
    case 'found': {
      const { scope } = resolution;
      if (kind === 'freeze' || scope.kind === 'service') return { kind: 'scope', scope };
      const name = scopeName(scope);
      return refused(
        badCommand(
          `A lock is of one service, and \`${name}\` is more. \`/ops freeze ${name}\` stops it for a while.`,
        ),
      );
    }
  }
}
