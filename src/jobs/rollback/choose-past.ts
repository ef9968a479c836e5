import { minutes } from '../../domain/clock.ts';
import { shortDigest } from '../../domain/image/image.ts';
import {
  type Looked,
  type LookStep,
  lookStep,
  type OutputOf,
  type StepContext,
} from '../../domain/operation/step.ts';
import type { Candidate, Candidates } from '../../domain/rollback/candidates.ts';
import { resolveTo } from '../../domain/rollback/resolve-to.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { registerCommands, updateCommands } from '../rollout/by-hand.ts';
import { typedTarget } from '../rollout/names.ts';
import { unfit } from '../rollout/outcomes.ts';
import { candidateList, candidateName, wantedOf } from './candidate-words.ts';
import type { Found } from './check-rolling.ts';
import { GoBack, goBackTo, type WantedPast } from './go-back.ts';
import { previewBack } from './preview-back.ts';
import { candidatesFrom } from './running-now.ts';

interface RollbackInput {
  readonly to?: string | undefined;
  readonly dryRun: boolean;
}

/** So many are shown where none was meant. */
const SHOWN = 3;

/** The step that chooses what to go back to: what was said, or the image that ended well last. */
export const choosePast = <I extends RollbackInput>(
  when: LookStep<I>['when'],
  check: OutputOf<Found>,
): LookStep<I, GoBack> =>
  lookStep<I, GoBack>({
    id: 'choose',
    title: 'find what to go back to',
    when,
    limit: () => minutes(2),
    output: GoBack,
    onLimit: () => unfit("What ran before couldn't be looked up for 2 minutes."),
    async look(ctx) {
      const read = await ctx.ports.ecs.describe(ctx.target);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      const primary = primaryOf(read.value);
      if (!primary) return { kind: 'end', outcome: unfit('The service has no deployment in ECS.') };
      const known = await candidatesFrom(ctx, primary);
      if (!known.ok) return { kind: 'fault', fault: known.fault };
      const { wanted } = ctx.output(check);
      const meant = wanted ? { wanted } : meantBy(ctx, known.value);
      return 'outcome' in meant
        ? { kind: 'end', outcome: meant.outcome }
        : fix(ctx, read.value, meant.wanted, known.value);
    },
  });

type Meant = { readonly wanted: WantedPast } | { readonly outcome: Outcome };

/** What was said, or the best; or why there is none, with what there is. */
function meantBy(ctx: StepContext<RollbackInput>, { all, best }: Candidates): Meant {
  const now = ctx.clock.now();
  const { to } = ctx.input;
  const shown = (some: readonly Candidate[]): string =>
    some.length === 0
      ? `No other image of it was seen yet. One that ECR has can be deployed: \`deploy ${typedTarget(ctx)} --image TAG\``
      : `Known: ${candidateList(some.slice(0, SHOWN), now)}. Say one: \`rollback ${typedTarget(ctx)} --to DIGEST\``;
  if (to === undefined) {
    if (best) return { wanted: wantedOf(best, now) };
    return { outcome: unfit('No earlier image is known that ended well.', shown(all)) };
  }
  const found = resolveTo(all, to);
  switch (found.kind) {
    case 'none':
      return { outcome: unfit(`Nothing that ran before is called \`${to}\`.`, shown(found.nearest)) };
    case 'ambiguous':
      return { outcome: unfit(`\`${to}\` means several.`, shown(found.choices)) };
    case 'found':
      if (found.candidate.kind === 'image') return { wanted: wantedOf(found.candidate, now) };
      return {
        outcome: unfit(
          `Nobody saw which image ${candidateName(found.candidate)} ran, and its tag may mean other code now.`,
          shown(all.filter(({ kind }) => kind === 'image')),
        ),
      };
  }
}

async function fix(
  ctx: StepContext<RollbackInput>,
  snapshot: ServiceSnapshot,
  wanted: WantedPast,
  { all, best }: Candidates,
): Promise<Looked<GoBack>> {
  const back = await goBackTo(ctx, snapshot, wanted);
  if (!back.ok) return { kind: 'fault', fault: back.fault };
  switch (back.value) {
    case 'no-repository': {
      const how = 'Write `image: { repository: NAME }` below the service in the configuration.';
      return { kind: 'end', outcome: unfit("The configuration doesn't name its ECR repository.", how) };
    }
    case 'no-deployment':
      return { kind: 'end', outcome: unfit('The service has no deployment in ECS.') };
    case 'gone': {
      const others = all
        .filter((one) => one.kind === 'image' && one.digest !== wanted.digest)
        .slice(0, SHOWN);
      const next =
        others.length === 0 ? 'Push it again.' : `Others: ${candidateList(others, ctx.clock.now())}`;
      return { kind: 'end', outcome: unfit(`ECR has ${shortDigest(wanted.digest)} no more.`, next) };
    }
    default: {
      const preview = await previewBack(ctx, { snapshot, wanted, back: back.value });
      if (!preview.ok) return { kind: 'fault', fault: preview.fault };
      if (!ctx.input.dryRun) {
        const isBest = best?.digest === wanted.digest;
        const output = { ...back.value, ...(isBest ? { endedWellLast: 'yes' as const } : {}) };
        return { kind: 'next', output, preview: preview.value };
      }
      const { copyOf, image, family } = back.value;
      const commands = [...registerCommands(ctx.target, { copyOf, image }), ...updateCommands(ctx, family)];
      return {
        kind: 'end',
        preview: { ...preview.value, commands },
        outcome: { kind: 'succeeded', summary: 'This was a dry run. Nothing was changed.' },
      };
    }
  }
}
