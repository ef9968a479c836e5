import { z } from 'zod';
import { shortDigest } from '../../domain/image/image.ts';
import { type LookStep, lookStep, type OutputOf, type StepContext } from '../../domain/operation/step.ts';
import { primaryOf } from '../../domain/rollout/service-snapshot.ts';
import { runningImages } from '../deploy/running-image.ts';
import { lookCommands } from '../rollout/by-hand.ts';
import { followRollout } from '../rollout/follow-rollout.ts';
import { revisionName } from '../rollout/names.ts';
import { LONGEST_PAUSE, outOfTime } from '../rollout/outcomes.ts';
import type { Found } from './check-rolling.ts';

/** How the deployment that was under way ended. */
const WentBack = z.object({
  /** Present: the tasks run what they ran before, and this says it. Absent: an older image must be run again. */
  settled: z.string().optional(),
});
export type WentBack = z.output<typeof WentBack>;

/**
 * The step that follows ECS while it takes a deployment back, and then looks at what the tasks really run: under a tag
 * that has moved ECS's own way back starts the new code again.
 */
export const followBack = <I>(check: OutputOf<Found>): LookStep<I, WentBack> =>
  lookStep<I, WentBack>({
    id: 'took-back',
    title: 'follow the way back',
    when: (ctx) => ctx.output(check).rolling !== undefined,
    limit: (pace) => pace.rolloutLimit + LONGEST_PAUSE,
    output: WentBack,
    onLimit: outOfTime,
    byHand: lookCommands,
    async look(ctx) {
      const { rolling, hasBreaker, wanted } = ctx.output(check);
      if (!rolling) return { kind: 'next', output: {} };
      const looked = await followRollout(ctx, {
        deploymentId: rolling.deployment,
        previousId: rolling.deployment,
        serviceDeployment: rolling.arn,
        hasBreaker,
        goes: 'back',
        success: () => 'it was over before',
      });
      if (looked.kind !== 'end') return looked;
      switch (looked.outcome.kind) {
        case 'rolled-back':
          return whatRuns(ctx, wanted);
        case 'succeeded':
          return {
            kind: 'next',
            output: {},
            note: 'It was over before ECS took it back: an older image is run again.',
          };
        case 'failed':
          return { kind: 'next', output: {}, note: `${looked.outcome.reason}. An older image is run again.` };
        default:
          return looked;
      }
    },
  });

async function whatRuns(ctx: StepContext<unknown>, wanted: Found['wanted']) {
  const running = await runningImages(ctx);
  if (!running.ok) return { kind: 'fault', fault: running.fault } as const;
  const digests = [...new Set(running.value.map(({ digest }) => digest ?? 'unknown'))];
  const all = running.value.length;
  const right = running.value.filter(
    ({ digest }) =>
      digest !== undefined && wanted !== undefined && [wanted.digest, ...wanted.also].includes(digest),
  );
  if (wanted && right.length < all) {
    const note = `ECS went back, but ${all - right.length} of ${all} tasks don't run ${wanted.said}: its tag has moved. That image is run again, pinned.`;
    return { kind: 'next', output: {}, note } as const;
  }
  const read = await ctx.ports.ecs.describe(ctx.target);
  if (!read.ok) return { kind: 'fault', fault: read.fault } as const;
  const revision = revisionName(primaryOf(read.value)?.taskDefinition ?? read.value.taskDefinition);
  const what = wanted?.said ?? digests.map(shortDigest).join(', ');
  const settled = `ECS took the deployment back: ${all} of ${all} tasks run ${what} (${revision})`;
  return { kind: 'next', output: { settled } } as const;
}
