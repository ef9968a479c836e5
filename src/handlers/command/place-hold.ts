import { failureLog } from '../../domain/fault/log-fault.ts';
import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { placeOfScope } from '../../domain/guard/place.ts';
import { freezeEnd } from '../../domain/hold/freeze-end.ts';
import type { HoldKind, NewHold } from '../../domain/hold/hold.ts';
import { FreezeInput, LockInput } from '../../domain/hold/hold-input.ts';
import { covers, type Scope, scopeKey } from '../../domain/hold/scope.ts';
import type { Message } from '../../views/message.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import {
  holdAgain,
  holdPlaced,
  holdStands,
  holdUnconfirmed,
  type UnderWay,
} from '../../views/reply/holds.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type Command, forAll, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { originOf } from './origin-of.ts';
import { whichScope } from './which-scope.ts';

/** The verbs' own help. */
export const FREEZE: VerbHelp = {
  name: 'freeze',
  summary: 'stop changes of a service, a stack, an environment or `all` for a while',
  example: 'freeze production --reason "peak sales" --until 18:00',
};
export const LOCK: VerbHelp = {
  name: 'lock',
  summary: 'keep deploys off a service until somebody unlocks it',
  example: 'lock registry --reason "rolled back, see #1042"',
};

/** The verbs' flags, for their help. */
export const FREEZE_FLAGS = flagsOf({ input: FreezeInput });
export const LOCK_FLAGS = flagsOf({ input: LockInput });

/** How many unfinished runs are looked at to say what goes on. */
const LIVE = 100;

/** Freezes something until a moment, for a person who may do that there. The channel reads it. */
export async function freeze(parts: HandlerParts, command: Command, words: readonly Token[]): Promise<Reply> {
  const asked = await askedFor(parts, command, { ...FREEZE, kind: 'freeze', input: FreezeInput }, words);
  if (asked.kind === 'refused') return asked.reply;
  const { reason: why, until } = FreezeInput.parse(asked.input);
  const end = freezeEnd(until, parts.clock.now(), command.zone);
  if (end.kind === 'wrong') return refused('bad-value', badCommand(`\`--until\`: ${end.problem}`));
  return place(parts, command, {
    kind: 'freeze',
    scope: asked.scope,
    reason: why,
    by: command.actor,
    until: end.at,
  });
}

/** Locks a service against deploys, for a person who may do that there. The channel reads it. */
export async function lock(parts: HandlerParts, command: Command, words: readonly Token[]): Promise<Reply> {
  const asked = await askedFor(parts, command, { ...LOCK, kind: 'lock', input: LockInput }, words);
  if (asked.kind === 'refused') return asked.reply;
  const { reason: why } = LockInput.parse(asked.input);
  return place(parts, command, { kind: 'lock', scope: asked.scope, reason: why, by: command.actor });
}

/** A verb that holds something. */
interface HoldVerb extends VerbHelp {
  readonly kind: HoldKind;
  readonly input: typeof FreezeInput | typeof LockInput;
}

type Asked =
  | {
      readonly kind: 'asked';
      readonly scope: Scope;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'refused'; readonly reply: Reply };

async function askedFor(
  parts: HandlerParts,
  command: Command,
  verb: HoldVerb,
  words: readonly Token[],
): Promise<Asked> {
  const no = (why: string, message: Message): Asked => ({ kind: 'refused', reply: refused(why, message) });
  const permission = verb.kind;
  const nowhere = await refusal(parts, command.actor, { permission, place: 'somewhere' });
  if (nowhere) return no(nowhere.why, nowhere.message);
  if (command.noStart) return no('place', command.noStart);
  const args = parseArguments(verb, words);
  if (args.kind === 'wrong') return no('bad-value', badCommand(args.problem));
  if (args.kind !== 'arguments')
    return no('bad-value', badCommand(`Say what and why: \`/ops ${verb.example}\`.`));
  const { target, withTarget, input } = args;
  const which = whichScope(parts, command, { verb: verb.name, kind: verb.kind, target, withTarget });
  if (which.kind === 'refused') return no('unknown-target', which.message);
  const { scope } = which;
  const denied = await refusal(parts, command.actor, {
    permission,
    place: placeOfScope(parts.catalog, scope),
  });
  return denied ? no(denied.why, denied.message) : { kind: 'asked', scope, input };
}

async function place(parts: HandlerParts, command: Command, hold: NewHold): Promise<Reply> {
  const failed = failureLog(parts.log, parts.redactor);
  const request = `${command.dedupeKey}/${hold.kind}/${scopeKey(hold.scope)}`;
  const placed = await parts.holds.place(hold, request, originOf(command)).catch((error: unknown) => {
    failed('a freeze or a lock could not be stored', error);
    return undefined;
  });
  parts.log.info({ actor: command.actor, hold, answer: placed?.kind ?? 'unconfirmed' }, 'hold');
  switch (placed?.kind) {
    case undefined:
      return refused('unconfirmed', holdUnconfirmed);
    case 'duplicate':
      return now(holdAgain);
    case 'standing':
      return refused('hold-stands', holdStands(placed.hold));
    case 'over':
      return refused('bad-value', badCommand('That end had passed before it came to my store.'));
    case 'placed':
      return forAll(holdPlaced(placed.hold, await underWay()));
    case 'replaced':
      return forAll(holdPlaced(placed.hold, await underWay(), placed.was));
  }

  function underWay(): Promise<UnderWay> {
    return parts.runs.live(LIVE).then(
      (runs) => runs.filter(({ request: { target } }) => covers(hold.scope, target)),
      (error: unknown) => {
        failed('what runs under a new freeze could not be read', error);
        return 'unknown' as const;
      },
    );
  }
}
