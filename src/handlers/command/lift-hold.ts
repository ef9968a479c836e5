import { failureLog } from '../../domain/fault/log-fault.ts';
import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { placeOfScope } from '../../domain/guard/place.ts';
import type { Hold, HoldKind } from '../../domain/hold/hold.ts';
import { LiftInput, PassInput } from '../../domain/hold/hold-input.ts';
import { covers, type Scope, scopeKey, scopeName } from '../../domain/hold/scope.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { holdAgain, holdLifted, holdUnconfirmed, noHold } from '../../views/reply/holds.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { lacksSecondPerson } from '../approval/second-person.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type Command, forAll, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { originOf } from './origin-of.ts';
import { isAboutGate, passGate } from './pass-gate.ts';
import { whichScope } from './which-scope.ts';

/** The verbs' own help. */
export const UNFREEZE: VerbHelp = {
  name: 'unfreeze',
  summary: 'lift a freeze before its end; `window NAME` or `alarms STACK`: let changes past it for a while',
  example: 'unfreeze production',
};
export const UNLOCK: VerbHelp = {
  name: 'unlock',
  summary: 'let deploys of a locked service through again',
  example: 'unlock registry',
};

/** The flags of what lifts a window or the stop by critical alarms; a freeze takes none. */
export const UNFREEZE_FLAGS = flagsOf({ input: PassInput });

type Lift = (parts: HandlerParts, command: Command, words: readonly Token[]) => Promise<Reply>;

/** Lift a freeze or a lock, whoever placed it, for a person who may do that there. The channel reads it. */
export const unfreeze: Lift = (parts, command, words) =>
  isAboutGate(words) ? passGate(parts, command, words) : lift(parts, command, UNFREEZE, 'freeze', words);
export const unlock: Lift = (parts, command, words) => lift(parts, command, UNLOCK, 'lock', words);

async function lift(
  parts: HandlerParts,
  command: Command,
  verb: VerbHelp,
  kind: HoldKind,
  words: readonly Token[],
): Promise<Reply> {
  const permission = kind === 'freeze' ? 'unfreeze' : 'unlock';
  const nowhere = await refusal(parts, command.actor, { permission, place: 'somewhere' });
  if (nowhere) return refused(nowhere.why, nowhere.message);
  if (command.noStart) return refused('place', command.noStart);
  const args = parseArguments({ name: verb.name, input: LiftInput }, words);
  if (args.kind === 'wrong') return refused('bad-value', badCommand(args.problem));
  if (args.kind !== 'arguments')
    return refused('bad-value', badCommand(`Say of what: \`/ops ${verb.example}\`.`));
  const { target, withTarget } = args;
  const failed = failureLog(parts.log, parts.redactor);
  try {
    // What stands is found by its name even where the configuration has forgotten it.
    const wanted = target.toLowerCase();
    const before = await parts.holds.all();
    const known = before.find((hold) => hold.kind === kind && scopeName(hold.scope) === wanted);
    const which = known
      ? ({ kind: 'scope', scope: known.scope } as const)
      : whichScope(parts, command, { verb: verb.name, kind, target, withTarget });
    if (which.kind === 'refused') return refused('unknown-target', which.message);
    const { scope } = which;
    const place = placeOfScope(parts.catalog, scope);
    const denied = await refusal(parts, command.actor, { permission, place });
    if (denied) return refused(denied.why, denied.message);
    const meant = before.find((hold) => hold.kind === kind && scopeKey(hold.scope) === scopeKey(scope));
    const lacking =
      meant?.kind === 'freeze'
        ? await lacksSecondPerson(parts, command, { hold: meant, said: `${verb.name} ${target}`, place })
        : undefined;
    if (lacking) return lacking;
    const lifted = await parts.holds.lift(
      kind,
      scope,
      `${command.dedupeKey}/${verb.name}/${scopeKey(scope)}`,
      { actor: command.actor, origin: originOf(command) },
    );
    parts.log.info({ actor: command.actor, kind, scope, answer: lifted.kind }, 'lift');
    const rest = before.filter((hold) => hold !== known && meet(parts, hold.scope, scope));
    switch (lifted.kind) {
      case 'lifted':
        return forAll(holdLifted(lifted.hold, command.actor, others(rest, lifted.hold)));
      case 'none':
        return refused('no-hold', noHold(kind, scope, rest));
      case 'duplicate':
        return now(holdAgain);
    }
  } catch (error) {
    failed('a freeze or a lock could not be lifted', error);
    return refused('unconfirmed', holdUnconfirmed);
  }
}

const others = (holds: readonly Hold[], lifted: Hold): Hold[] =>
  holds.filter((hold) => hold.kind !== lifted.kind || scopeKey(hold.scope) !== scopeKey(lifted.scope));

/** Whether a service is in both. */
const meet = ({ catalog }: Pick<HandlerParts, 'catalog'>, a: Scope, b: Scope): boolean =>
  catalog.services.some((service) => covers(a, service) && covers(b, service));
