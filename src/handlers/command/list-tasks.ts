import { ruleFor } from '../../domain/fault/fault-table.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { Message } from '../../views/message.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { statusUnknown } from '../../views/reply/status.ts';
import { tasksMessage } from '../../views/reply/tasks.ts';
import type { Command, HandlerParts, Reply } from '../parts.ts';
import { findService } from './find-service.ts';
import { readTargets } from './read-targets.ts';

/** The verb's own help. */
export const TASKS: VerbHelp = {
  name: 'tasks',
  summary:
    "a service's tasks: state, health, what its load balancer finds, zone, why some stopped, and the line that opens a shell",
  example: 'tasks registry',
};

/** Lists a service's tasks. Reads only; anybody of the workspace may ask. */
export async function listTasks(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const found = await findService(parts, command, TASKS, words);
  if (found.kind === 'answer') return found.reply;
  const { service } = found;
  return { kind: 'soon', message: readTasks(parts, service), share: `${TASKS.name} ${targetName(service)}` };
}

async function readTasks({ ecs, reads, clock }: HandlerParts, target: ResolvedService): Promise<Message> {
  const [tasks, targets] = await Promise.all([
    reads.tasks.ofService(target),
    readTargets({ targets: reads.targets, target, described: ecs.describe(target) }),
  ]);
  return tasks.ok
    ? tasksMessage({ target, tasks: tasks.value, targets, at: clock.now() })
    : statusUnknown(target, ruleFor(tasks.fault).sentence);
}
