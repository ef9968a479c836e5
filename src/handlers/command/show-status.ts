import { ruleFor } from '../../domain/fault/fault-table.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { resolve } from '../../domain/target/catalog.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { Message } from '../../views/message.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { stackStatusMessage, whichStack } from '../../views/reply/stack-status.ts';
import { statusMessage, statusUnknown } from '../../views/reply/status.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';
import { findService } from './find-service.ts';
import { readAlarms } from './read-alarms.ts';
import { readStack } from './read-stack.ts';
import { seeImage } from './see-image.ts';
import { seeRange } from './see-range.ts';
import { stopsOver } from './stops-over.ts';

/** The verb's own help. */
export const STATUS: VerbHelp = {
  name: 'status',
  summary:
    'how a stack is, a line a service, or one service: tasks, revision, last event, alarms, what holds it',
  example: 'status registry',
};

/** Shows a stack, or one service, as ECS says that it is now. Reads only; anybody of the workspace may ask. */
export async function showStatus(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  if (!(words.length === 0 && (await isRunsThread(parts, command)))) {
    const stack = whichStackOf(parts, command, words);
    if (stack !== undefined) return stackStatus(parts, stack);
    if (words.length === 0) return now(whichStack(stacksOf(parts)));
  }
  const found = await findService(parts, command, STATUS, words);
  if (found.kind === 'answer') return found.reply;
  const { service } = found;
  return {
    kind: 'soon',
    message: readStatus(parts, service),
    share: `${STATUS.name} ${targetName(service)}`,
  };
}

const isRunsThread = async ({ runs }: HandlerParts, { channel, thread }: Command): Promise<boolean> =>
  thread !== undefined && (await runs.byThread(channel, thread)) !== undefined;

const stacksOf = ({ catalog }: HandlerParts): string[] => [
  ...new Set<string>(catalog.services.map(({ stack }) => stack)),
];

/** The stack that is meant: the one that is named, or the channel's. A service of that name comes first. */
function whichStackOf(
  parts: HandlerParts,
  { channel }: Command,
  words: readonly Token[],
): string | undefined {
  const [word, ...extra] = words;
  if (!word) return parts.catalog.channelStacks.get(channel);
  if (word.kind !== 'word' || extra.length > 0) return undefined;
  const wanted = word.text.toLowerCase();
  if (resolve(parts.catalog, channel, wanted).kind !== 'unknown') return undefined;
  return stacksOf(parts).find((stack) => stack === wanted);
}

function stackStatus(parts: HandlerParts, stack: string): Reply {
  const services = parts.catalog.services.filter((service) => service.stack === stack);
  const read = async (): Promise<Message> =>
    stackStatusMessage(stack, await readStack(parts, services), parts.clock.now());
  return { kind: 'soon', message: read(), share: `${STATUS.name} ${stack}` };
}

async function readStatus(parts: HandlerParts, target: ResolvedService): Promise<Message> {
  const described = parts.ecs.describe(target);
  const [snapshot, image, range, holder, holds, alarms] = await Promise.all([
    described,
    seeImage(parts.reads, target, described),
    seeRange(parts.reads.scaling, target),
    parts.runs.holderOf(target).then(
      (run) => run ?? ('nobody' as const),
      () => 'unknown' as const,
    ),
    stopsOver(parts, target),
    readAlarms(parts.reads.alarms, [target]).then((of) => of(target)),
  ]);
  // Before the view clips ECS's sentences: of a text that was clipped first half a secret isn't known any more.
  const { redactor } = parts;
  return snapshot.ok
    ? statusMessage(
        redacted(redactor, {
          target,
          snapshot: snapshot.value,
          image,
          ...(range && { range }),
          alarms,
          holder,
          holds,
          at: parts.clock.now(),
        }),
      )
    : statusUnknown(target, redactor.text(ruleFor(snapshot.fault).sentence));
}
