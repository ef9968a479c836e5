import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { holdName, type NewHold } from '../../domain/hold/hold.ts';
import { serviceScope } from '../../domain/hold/scope.ts';
import { hash } from '../../domain/ids.ts';
import { type EffectStep, effectStep, type OutputOf, type StepContext } from '../../domain/operation/step.ts';
import type { Found } from './check-rolling.ts';

const Kept = z.object({});

/** The step that keeps deploys off what was rolled back, until somebody unlocks it. */
export const keepOff = <I extends { readonly reason?: string | undefined }>(
  check: OutputOf<Found>,
): EffectStep<I, z.output<typeof Kept>> => {
  const lockOf = ({ run, input, target }: StepContext<I>): NewHold => ({
    kind: 'lock',
    scope: serviceScope(target),
    reason: `rolled back by ${hash(run.number)}${input.reason === undefined ? '' : `: ${input.reason}`}`,
    by: run.request.actor,
  });
  const locked = 'Deploys of it are locked until somebody unlocks it.';
  return effectStep<I, z.output<typeof Kept>, z.output<typeof Kept>>({
    id: 'lock',
    title: 'keep deploys off',
    call: 'lock',
    when: (ctx) => ctx.output(check).locks,
    limit: () => minutes(5),
    output: Kept,
    intent: Kept,
    onLimit: () => ({
      kind: 'failed',
      reason: 'It was rolled back, but deploys could not be locked for 5 minutes.',
    }),
    plan: () => ({}),
    async act(ctx) {
      await ctx.ports.holds.place(lockOf(ctx), `rollback/${ctx.run.request.id}`);
      return { kind: 'happened', output: {}, effect: locked };
    },
    async done(ctx) {
      const standing = await ctx.ports.holds.standing([holdName(lockOf(ctx))]);
      return standing.length > 0 ? { kind: 'happened', output: {}, effect: locked } : { kind: 'absent' };
    },
    question: () => 'Is the service locked against deploys?',
  });
};
