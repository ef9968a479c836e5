import { hours } from '../../domain/clock.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { freezeEnd, type Lasting } from '../../domain/hold/freeze-end.ts';
import { PassInput } from '../../domain/hold/hold-input.ts';
import { gateName } from '../../domain/window/gate.ts';
import { standsAt, standsNext } from '../../domain/window/stretch.ts';
import { holdAgain, holdUnconfirmed } from '../../views/reply/holds.ts';
import { passGiven, passStands, passUseless } from '../../views/reply/passes.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type Command, forAll, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { originOf } from './origin-of.ts';
import { gateKind, whichGate } from './which-gate.ts';

/** How long a pass lasts: long enough for one change, and no longer than a week, which is as long as a window stands. */
const PASS: Lasting = { what: 'A pass', usual: hours(1), longestDays: 7 };

/** Whether the words after `unfreeze` are about a gate, not about a freeze. */
export const isAboutGate = (words: readonly Token[]): boolean => gateKind(words) !== undefined;

/**
 * Lets changes past a window, or past critical alarms of a stack, for a while: for a person who may unfreeze everywhere
 * where that is so. The channel reads it, and the audit keeps it.
 */
export async function passGate(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const nowhere = await refusal(parts, command.actor, { permission: 'unfreeze', place: 'somewhere' });
  if (nowhere) return refused(nowhere.why, nowhere.message);
  if (command.noStart) return refused('place', command.noStart);
  const kind = gateKind(words) ?? 'window';
  const args = parseArguments({ name: `unfreeze ${kind}`, input: PassInput }, words.slice(1));
  if (args.kind === 'wrong') return refused('bad-value', badCommand(args.problem));
  if (args.kind !== 'arguments')
    return refused(
      'bad-value',
      badCommand(`Say which and why: \`/ops unfreeze ${kind} NAME --reason "…"\`.`),
    );
  const which = whichGate(parts, kind, args.target);
  if (which.kind === 'unknown') return refused('unknown-target', which.message);
  for (const place of which.places) {
    const denied = await refusal(parts, command.actor, { permission: 'unfreeze', place });
    if (denied) return refused(denied.why, denied.message);
  }
  const { reason, until } = PassInput.parse(args.input);
  const at = parts.clock.now();
  const end = freezeEnd(until, at, command.zone, PASS);
  if (end.kind === 'wrong') return refused('bad-value', badCommand(`\`--until\`: ${end.problem}`));
  const { gate, window } = which;
  if (window && !standsAt(window, at)) {
    const next = standsNext(window, at);
    if (!next || next.since >= end.at) return refused('bad-value', passUseless(window, next));
  }
  const failed = failureLog(parts.log, parts.redactor);
  const given = await parts.passes
    .give(
      { gate, reason, by: command.actor, until: end.at },
      `${command.dedupeKey}/pass/${gateName(gate)}`,
      originOf(command),
    )
    .catch((error: unknown) => {
      failed('a pass could not be stored', error);
      return undefined;
    });
  parts.log.info({ actor: command.actor, gate, until: end.at, answer: given?.kind ?? 'unconfirmed' }, 'pass');
  switch (given?.kind) {
    case undefined:
      return refused('unconfirmed', holdUnconfirmed);
    case 'duplicate':
      return now(holdAgain);
    case 'standing':
      return refused('hold-stands', passStands(given.pass));
    case 'over':
      return refused('bad-value', badCommand('That end had passed before it came to my store.'));
    case 'given':
      return forAll(passGiven(given.pass, given.was));
  }
}
