import type { Token } from '../../domain/grammar/tokenize.ts';
import { placeOf } from '../../domain/guard/place.ts';
import { serviceNamed } from '../../domain/target/catalog.ts';
import { isSameThing, targetName } from '../../domain/target/service.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand, notOver, targetChanged, unknownRun, versionGone } from '../../views/reply/refusal.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type Command, type HandlerParts, type Reply, refused } from '../parts.ts';
import { acceptRun } from './accept-run.ts';
import { whichRun } from './which-run.ts';

/** The verb's own help. */
export const RETRY: VerbHelp = {
  name: 'retry',
  summary: 'start an ended run again, as a new run of yours',
  example: 'retry 1042',
};

/**
 * Starts a new run with an ended one's operation, input and target. Nothing of the old run's standing is taken over:
 * the clicker is the actor, and everything is checked again: they need `retry` and what the operation itself needs.
 */
export async function retryRun(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const nowhere = await refusal(parts, command.actor, { permission: 'retry', place: 'somewhere' });
  if (nowhere) return refused(nowhere.why, nowhere.message);
  const number = await whichRun(parts, command, words);
  if (number === undefined)
    return refused('bad-value', badCommand(`Say which run: \`/ops ${RETRY.example}\`.`));
  const run = await parts.runs.byNumber(number);
  if (!run) return refused('unknown-run', unknownRun(number));
  const place = placeOf(parts.catalog, run.request.target);
  const denied = await refusal(parts, command.actor, { permission: 'retry', place });
  if (denied) return refused(denied.why, denied.message);
  if (run.state.status !== 'ended') return refused('not-over', notOver(number));
  const spec = parts.operations.find(({ name }) => name === run.request.operation);
  const input = spec?.input.safeParse(run.request.input);
  const target = serviceNamed(parts.catalog, targetName(run.request.target));
  if (!spec || !input?.success || !target)
    return refused('version-gone', versionGone(number, run.request.operation));
  // A name that no longer means the same service mustn't restart something else under an old run's flag.
  if (!isSameThing(target, run.request.target))
    return refused('target-changed', targetChanged(number, run.request.operation, target));
  return acceptRun(parts, command, { spec, input: input.data, target, reason: `again after #${number}` });
}
