import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { type EffectStep, effectStep, type OutputOf } from '../../domain/operation/step.ts';
import { stopCommand } from '../rollout/by-hand.ts';
import type { Found } from './check-rolling.ts';

const Stopped = z.object({});
const Intent = z.object({ arn: z.string(), hook: z.string().optional() });

/** A deployment that has moved on isn't told anything. */
const movedOn = 'ECS takes no stop any more: the deployment is over, or goes back already.';

/**
 * The step that has ECS take back the deployment that is under way: by its PAUSE hook where it waits at one
 * (ContinueServiceDeployment), else by StopServiceDeployment, which rolls back even where no breaker is set.
 */
export const stopDeployment = <I>(check: OutputOf<Found>): EffectStep<I, z.output<typeof Stopped>> =>
  effectStep<I, z.output<typeof Stopped>, z.output<typeof Intent>>({
    id: 'stop',
    title: 'ask ECS to take it back',
    call: 'ecs:StopServiceDeployment',
    when: (ctx) => ctx.output(check).rolling?.isGoingBack === false,
    limit: () => minutes(5),
    output: Stopped,
    intent: Intent,
    onLimit: () => ({ kind: 'failed', reason: 'ECS took no stop for 5 minutes. The deployment goes on.' }),
    plan(ctx) {
      const { rolling } = ctx.output(check);
      if (!rolling) throw new Error('no deployment is under way');
      return { arn: rolling.arn, ...(rolling.hook === undefined ? {} : { hook: rolling.hook }) };
    },
    async act(ctx, { arn, hook }) {
      const { ecs } = ctx.ports;
      const told =
        hook === undefined
          ? await ecs.stopDeployment(ctx.target, arn)
          : await ecs.continueDeployment(ctx.target, { arn, hook }, 'ROLLBACK');
      if (told.ok) return { kind: 'happened', output: {}, effect: 'ECS takes the deployment back.' };
      if (told.fault.kind === 'invalid') return { kind: 'happened', output: {}, effect: movedOn };
      return { kind: 'fault', fault: told.fault };
    },
    async done(ctx, { arn }) {
      const read = await ctx.ports.ecs.describeServiceDeployment(ctx.target, arn);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      const { status } = read.value;
      if (status === 'PENDING' || status === 'IN_PROGRESS') return { kind: 'absent' };
      return { kind: 'happened', output: {}, effect: `ECS says ${status} of the deployment.` };
    },
    question: () => 'Did ECS take the stop?',
    byHand: (ctx) => {
      const { rolling } = ctx.output(check);
      return rolling ? [stopCommand(ctx.target, rolling.arn)] : [];
    },
  });
