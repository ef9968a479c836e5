import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { StepId } from '../../domain/ids.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import { mayStart } from '../../domain/people/access.ts';
import type { RunRequest } from '../../domain/run/run.ts';
import { resolve } from '../../domain/target/catalog.ts';
import { accepted, alreadyAccepted } from '../../views/reply/accepted.ts';
import { verbHelpMessage } from '../../views/reply/help.ts';
import {
  ambiguousTarget,
  badCommand,
  notAllowed,
  notConfirmed,
  targetHeld,
  unknownTarget,
} from '../../views/reply/refusal.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';

/** Starts an operation for a person who may: names resolved, input checked, the run stored before "accepted" is said. */
export async function startRun(
  parts: HandlerParts,
  command: Command,
  spec: OperationSpec,
  words: readonly Token[],
): Promise<Reply> {
  const may = mayStart(parts.access, command.actor);
  if (may.kind === 'no') {
    parts.log.warn({ actor: command.actor, operation: spec.name, why: may.why }, 'refused');
    return now(notAllowed(may.why));
  }
  const args = parseArguments(spec, words);
  if (args.kind === 'help') return now(verbHelpMessage(spec, []));
  if (args.kind === 'wrong') return now(badCommand(args.problem));
  const resolution = resolve(parts.catalog, command.channel, args.target);
  if (resolution.kind === 'unknown') return now(unknownTarget(args.target, resolution.nearest));
  if (resolution.kind === 'ambiguous') return now(ambiguousTarget(spec.name, resolution.choices));

  const { reason } = args.input;
  const request: RunRequest = {
    id: parts.newId(),
    operation: spec.name,
    version: spec.version,
    plan: spec.plan.map(({ id, title }) => ({ id: StepId.parse(id), title })),
    input: args.input,
    target: resolution.service,
    actor: command.actor,
    ...(typeof reason === 'string' ? { reason } : {}),
    origin: { team: command.actor.team, channel: command.channel },
  };
  const answer = await parts.intake.accept(request, command.dedupeKey);
  parts.log.info(
    { run: request.id, operation: spec.name, actor: command.actor, answer: answer.kind },
    'asked',
  );
  switch (answer.kind) {
    case 'accepted':
      return now(accepted(answer.number, spec.name, resolution.service));
    case 'duplicate':
      return now(alreadyAccepted(answer.number));
    case 'held':
      return now(targetHeld(resolution.service, answer.by, answer.operation));
    case 'unconfirmed':
      return now(notConfirmed);
  }
}
