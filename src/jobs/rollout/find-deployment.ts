import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { type LookStep, lookStep, type StepContext } from '../../domain/operation/step.ts';
import { lookCommands } from './by-hand.ts';

const Found = z.object({ serviceDeployment: z.string().optional() });
export type Found = z.output<typeof Found>;

/** How the step fits into its operation. */
export interface FindRules<I> {
  readonly id: string;
  readonly when?: LookStep<I>['when'];
  /** The newest service deployment before; undefined where there was none. */
  readonly before: (ctx: StepContext<I>) => string | undefined;
}

/** The step that finds the service deployment which ECS made of what was asked: reads are eventually consistent. */
export const findDeployment = <I>({ id, when, before }: FindRules<I>): LookStep<I, Found> =>
  lookStep<I, Found>({
    id,
    title: 'find the deployment',
    ...(when ? { when } : {}),
    byHand: lookCommands,
    limit: () => minutes(5),
    output: Found,
    onLimit: () => ({
      kind: 'gave-up',
      reason: "The deployment began but couldn't be read for 5 minutes. ECS goes on with it.",
    }),
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
      return {
        kind: 'again',
        after: 1000,
        for: 'rollout',
        remark: 'ECS has the request; finding its deployment',
      };
    },
  });
