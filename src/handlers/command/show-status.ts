import { ruleFor } from '../../domain/fault/fault-table.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { resolve } from '../../domain/target/catalog.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { Message } from '../../views/message.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { ambiguousTarget, badCommand, unknownTarget } from '../../views/reply/refusal.ts';
import { statusMessage, statusUnknown } from '../../views/reply/status.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';

/** The verb's own help. */
export const STATUS: VerbHelp = {
  name: 'status',
  summary: 'how a service is: tasks, revision, last event, what holds it',
  example: 'status registry',
};

/** Shows a service as ECS says that it is now. Reads only; anybody of the workspace may ask. */
export function showStatus(parts: HandlerParts, command: Command, words: readonly Token[]): Reply {
  const [target, ...extra] = words;
  if (target?.kind !== 'word' || extra.length > 0) {
    return now(badCommand(`Name one service, for example \`/ops ${STATUS.example}\`.`));
  }
  const resolution = resolve(parts.catalog, command.channel, target.text);
  if (resolution.kind === 'unknown') {
    return now(unknownTarget(target.text, resolution.nearest, (meant) => `${STATUS.name} ${meant}`));
  }
  if (resolution.kind === 'ambiguous') return now(ambiguousTarget('status', resolution.choices));
  const { service } = resolution;
  return {
    kind: 'soon',
    message: readStatus(parts, service),
    share: `${STATUS.name} ${targetName(service)}`,
  };
}

async function readStatus(parts: HandlerParts, target: ResolvedService): Promise<Message> {
  const [snapshot, holder] = await Promise.all([
    parts.ecs.describe(target),
    parts.runs.holderOf(target).then(
      (run) => run ?? ('nobody' as const),
      () => 'unknown' as const,
    ),
  ]);
  // Before the view clips ECS's sentences: of a text that was clipped first half a secret isn't known any more.
  const { redactor } = parts;
  return snapshot.ok
    ? statusMessage(redacted(redactor, { target, snapshot: snapshot.value, holder, at: parts.clock.now() }))
    : statusUnknown(target, redactor.text(ruleFor(snapshot.fault).sentence));
}
