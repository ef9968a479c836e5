import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { type LookStep, lookStep, type StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { lookCommands } from './by-hand.ts';
import { lengthOf } from './names.ts';

const Found = z.object({ serviceDeployment: z.string().optional() });
export type Found = z.output<typeof Found>;

/** How the step fits into its operation. */
export interface FindRules<I> {
  readonly id: string;
  readonly when?: LookStep<I>['when'];
  /** The newest service deployment before; undefined where there was none. */
  readonly before: (ctx: StepContext<I>) => string | undefined;
}

/** So long ECS may take to list what it began. */
const LISTED_WITHIN = minutes(5);

const unseen = (why: string): Outcome => ({
  kind: 'gave-up',
  reason: `The deployment began, but ${why}. ECS goes on with it.`,
});

/** The step that finds the service deployment which ECS made of what was asked: reads are eventually consistent. */
export const findDeployment = <I>({ id, when, before }: FindRules<I>): LookStep<I, Found> =>
  lookStep<I, Found>({
    id,
    title: 'find the deployment',
    ...(when ? { when } : {}),
    byHand: lookCommands,
    limit: (pace) => pace.rolloutLimit,
    output: Found,
    onLimit: ({ pace }) => unseen(`it couldn't be read for ${lengthOf(pace.rolloutLimit)}`),
    async look(ctx) {
      const old = before(ctx);
      const read = await ctx.ports.ecs.describe(ctx.target);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      const current = read.value.currentServiceDeployment;
      if (current !== undefined && current !== old)
        return { kind: 'next', output: { serviceDeployment: current } };
      const listed = await ctx.ports.ecs.newestServiceDeployments(ctx.target, 1);
      if (!listed.ok) return { kind: 'fault', fault: listed.fault };
      const [newest] = listed.value;
      if (newest && newest.arn !== old) return { kind: 'next', output: { serviceDeployment: newest.arn } };
      // Older services have none at all: their own rolloutState is the verdict then.
      if (!newest && old === undefined && current === undefined) return { kind: 'next', output: {} };
      if (ctx.clock.now() - ctx.begunAt >= LISTED_WITHIN)
        return { kind: 'end', outcome: unseen(`ECS didn't list it for ${lengthOf(LISTED_WITHIN)}`) };
      return {
        kind: 'again',
        after: 1000,
        for: 'rollout',
        remark: 'ECS has the request; finding its deployment',
      };
    },
  });
