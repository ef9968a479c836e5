import { ruleFor } from '../../domain/fault/fault-table.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { Message } from '../../views/message.ts';
import { explanationMessage } from '../../views/reply/explanation.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { statusUnknown } from '../../views/reply/status.ts';
import type { Command, HandlerParts, Reply } from '../parts.ts';
import { findService } from './find-service.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { newestTags } from './newest-tags.ts';

/** The verb's own help. `why` says the same. */
export const EXPLAIN: VerbHelp = {
  name: 'explain',
  summary: "why a service's tasks fail, in one sentence, with what was seen; `why` says the same",
  example: 'explain registry',
};

/** Explains a service. Reads only; anybody of the workspace may ask. */
export async function explainService(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const found = await findService(parts, command, EXPLAIN, words);
  if (found.kind === 'answer') return found.reply;
  const { service } = found;
  return {
    kind: 'soon',
    message: explained(parts, service),
    share: `${EXPLAIN.name} ${targetName(service)}`,
  };
}

async function explained(parts: HandlerParts, target: ResolvedService): Promise<Message> {
  const seen = await gatherEvidence(parts, target);
  if (seen.kind === 'unread') return statusUnknown(target, ruleFor(seen.fault).sentence);
  const tags = await newestTags(parts.reads.images, target, seen.explanation);
  return explanationMessage({ ...seen, ...(tags && { tags }), target, at: parts.clock.now() });
}
