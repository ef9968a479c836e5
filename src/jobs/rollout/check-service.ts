import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { type LookStep, lookStep, type StepContext } from '../../domain/operation/step.ts';
import { HookGate } from '../../domain/rollout/pause-hooks.ts';
import { isRolling, primaryOf } from '../../domain/rollout/service-snapshot.ts';
import { hookGateOf } from './held-at-hook.ts';
import { revisionName } from './names.ts';
import { unfit } from './outcomes.ts';

/** What the service was before the run changed anything. */
const Before = z.object({
  primary: z.string(),
  taskDefinition: z.string(),
  desired: z.number(),
  serviceDeployment: z.string().optional(),
  hasBreaker: z.boolean(),
  /** What its PAUSE hooks are worth as a gate. */
  hook: HookGate,
});
export type Before = z.output<typeof Before>;

/** How a rollout is spoken of where the service isn't fit for one. */
export interface RolloutWords<I> {
  /** "there is nothing to restart" */
  readonly idle: string;
  /** What to type to replace a deployment that is under way. */
  readonly again: (ctx: StepContext<I>) => string;
}

/** The step that begins every rollout: is the service there, ECS's own, wanted, and at rest (or is that not minded)? */
export const checkService = <I extends { readonly force: boolean }>({
  idle,
  again,
}: RolloutWords<I>): LookStep<I, Before> =>
  lookStep<I, Before>({
    id: 'check',
    title: 'check the service',
    limit: () => minutes(2),
    output: Before,
    onLimit: () => unfit("The service couldn't be read for 2 minutes."),
    async look(ctx) {
      const read = await ctx.ports.ecs.describe(ctx.target);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      const snapshot = read.value;
      const primary = primaryOf(snapshot);
      if (snapshot.status !== 'ACTIVE' || !primary) {
        return { kind: 'end', outcome: unfit(`The service is ${snapshot.status.toLowerCase()} in ECS.`) };
      }
      if (snapshot.controller !== 'ECS') {
        return {
          kind: 'end',
          outcome: unfit(`Its deployments are made by ${snapshot.controller}, not by ECS.`),
        };
      }
      if (snapshot.desired === 0) {
        return { kind: 'end', outcome: unfit(`It is scaled to 0 tasks, so ${idle}.`) };
      }
      if (isRolling(snapshot) && !ctx.input.force) {
        const underWay = `A deployment of ${revisionName(primary.taskDefinition)} is under way (${primary.running} of ${primary.desired} running).`;
        return { kind: 'end', outcome: unfit(underWay, `Wait for it, or replace it: \`${again(ctx)}\``) };
      }
      const listed = await ctx.ports.ecs.newestServiceDeployments(ctx.target, 1);
      if (!listed.ok) return { kind: 'fault', fault: listed.fault };
      return {
        kind: 'next',
        output: {
          primary: primary.id,
          taskDefinition: primary.taskDefinition,
          desired: snapshot.desired,
          serviceDeployment: snapshot.currentServiceDeployment ?? listed.value[0]?.arn,
          hasBreaker: snapshot.breaker !== 'off',
          hook: hookGateOf(snapshot),
        },
      };
    },
  });
