import type { Explanation } from '../../domain/explain/explain.ts';
import { otherImageHelps } from '../../domain/explain/other-image.ts';
import { isBackSafe, mayBackHelp } from '../../domain/explain/way-back.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { newestSaid } from '../deploy/newest-said.ts';
import { candidateName } from '../rollback/candidate-words.ts';
import { candidatesFrom } from '../rollback/running-now.ts';
import { rollbackOffer } from './offers.ts';
import type { Why } from './why.ts';

/** What an end that isn't success says besides its reason. */
export type Helps = Pick<Extract<Outcome, { kind: 'failed' }>, 'next' | 'offers' | 'again'>;

/** A rollout that didn't end well. */
interface Failed {
  readonly why: Why | undefined;
  readonly snapshot: ServiceSnapshot;
  /** A rollout on its way back isn't gone back from: what was brought back is what was chosen. */
  readonly goes: 'forward' | 'back';
}

/** So many of the newest tags are shown. */
const SHOWN = 5;

/**
 * What one can do about a rollout that failed: whether the same again may work, another image where the image is to
 * blame, and the image from before where a rollback is the safe next step.
 */
export async function whatHelps(ctx: StepContext<unknown>, { why, snapshot, goes }: Failed): Promise<Helps> {
  if (why?.kind !== 'explained') return {};
  const { explanation } = why;
  const before = goes === 'back' ? undefined : await imageBefore(ctx, explanation, snapshot);
  const next = [
    ...(before === undefined ? [] : [`${before} ran well before: roll back to it.`]),
    ...(otherImageHelps(explanation) ? await newest(ctx) : []),
  ];
  return {
    ...(explanation.again === 'fails-again' ? { again: explanation.again } : {}),
    ...(next.length === 0 ? {} : { next: next.join(' ') }),
    ...(before === undefined ? {} : { offers: [rollbackOffer(ctx)] }),
  };
}

/** The image that a rollback brings, where that is the safe next step. Throws where the store is away. */
async function imageBefore(
  ctx: StepContext<unknown>,
  explanation: Explanation,
  snapshot: ServiceSnapshot,
): Promise<string | undefined> {
  const at = ctx.clock.now();
  const primary = primaryOf(snapshot);
  if (!primary || !mayBackHelp(explanation, { at, snapshot })) return undefined;
  const known = await candidatesFrom(ctx, primary);
  const best = known.ok ? known.value.best : undefined;
  return best && isBackSafe(explanation, { at, snapshot, best }) ? candidateName(best) : undefined;
}

/** The newest tags of the service's repository; nothing where they can't be read. */
async function newest({ ports, target, clock }: StepContext<unknown>): Promise<string[]> {
  const { repository, role } = target;
  if (!repository) return [];
  const read = await ports.images.newest({ ...repository, role }, SHOWN);
  if (!read.ok || read.value.length === 0) return [];
  return [`Newest in \`${repository.name}\`: ${newestSaid(read.value, clock.now())}.`];
}
