import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import { resolve } from '../../domain/target/catalog.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { verbHelpMessage } from '../../views/reply/help.ts';
import { ambiguousTarget, badCommand, unknownTarget } from '../../views/reply/refusal.ts';
import { refusal } from '../guard/ask-guard.ts';
import { formReply } from '../modal/form-reply.ts';
import { type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { acceptRun } from './accept-run.ts';

/**
 * Starts an operation for a person who may: input checked and names resolved before anything is stored. Who may start it
 * nowhere is told so first.
 */
export async function startRun(
  parts: HandlerParts,
  command: Command,
  spec: OperationSpec,
  words: readonly Token[],
): Promise<Reply> {
  const denied = await refusal(parts, command.actor, { permission: spec.permission, place: 'somewhere' });
  if (denied) return refused(denied.why, denied.message);
  const args = parseArguments(spec, words);
  if (args.kind === 'help') return now(verbHelpMessage(spec, []));
  if (args.kind === 'incomplete') return formReply(parts, command, spec, words);
  if (args.kind === 'wrong') return refused('bad-value', badCommand(args.problem));
  const resolution = resolve(parts.catalog, command.channel, args.target);
  if (resolution.kind === 'unknown') {
    return refused('unknown-target', unknownTarget(args.target, resolution.nearest, args.withTarget));
  }
  if (resolution.kind === 'ambiguous') {
    const wordsFor = (choice: ResolvedService): string => args.withTarget(targetName(choice));
    return refused('ambiguous-target', ambiguousTarget(spec.name, resolution.choices, wordsFor));
  }
  const { reason } = args.input;
  return acceptRun(parts, command, {
    spec,
    input: args.input,
    target: resolution.service,
    reason: typeof reason === 'string' ? reason : undefined,
  });
}
