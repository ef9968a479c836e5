import { minutes } from '../../domain/clock.ts';
import { type EffectStep, effectStep, type OutputOf, type StepContext } from '../../domain/operation/step.ts';
import { Asked, AskIntent, begun, newPrimary } from './asked.ts';
import { updateCommands } from './by-hand.ts';
import { revisionName, typedTarget } from './names.ts';
import type { Registered } from './register-revision.ts';
import { stillPins } from './still-pins.ts';

/** How the step fits into its operation. */
export interface RunRevisionRules<I> {
  readonly id: string;
  readonly when?: EffectStep<I>['when'];
  /** The PRIMARY deployment's id before. */
  readonly primary: (ctx: StepContext<I>) => string;
  readonly register: OutputOf<Registered>;
  /** The image that this revision must pin: `…/repository@sha256:…`. */
  readonly image: (ctx: StepContext<I>) => string;
}

/** The step that has the service run the revision which this run registered. */
export const runRevision = <I>({
  id,
  when,
  primary,
  register,
  image,
}: RunRevisionRules<I>): EffectStep<I, Asked> =>
  effectStep<I, Asked, AskIntent>({
    id,
    title: 'ask ECS to run it',
    call: 'ecs:UpdateService',
    ...(when ? { when } : {}),
    limit: () => minutes(5),
    output: Asked,
    intent: AskIntent,
    onLimit: (ctx) => ({
      kind: 'failed',
      reason: `ECS took no request for 5 minutes. ${revisionName(ctx.output(register).taskDefinition)} is registered, and nothing runs it.`,
    }),
    plan: (ctx) => ({ notPrimary: primary(ctx), taskDefinition: ctx.output(register).taskDefinition }),
    fits: (ctx, intent) => stillPins(ctx, intent.taskDefinition, image(ctx)),
    async act(ctx, intent) {
      return begun(await ctx.ports.ecs.update(ctx.target, { taskDefinition: intent.taskDefinition }), intent);
    },
    async done(ctx, { notPrimary, taskDefinition }) {
      const read = await ctx.ports.ecs.describe(ctx.target);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      // Nobody else knows this run's revision: whatever deploys it was asked for here.
      const ours = read.value.deployments.find((one) => one.taskDefinition === taskDefinition);
      if (ours) {
        return {
          kind: 'happened',
          output: { deployment: ours.id, adopted: true },
          effect: `Found deployment ${ours.id} of ${revisionName(taskDefinition)}, which this run had asked for, and follows it.`,
        };
      }
      const other = newPrimary(read.value, notPrimary);
      if (!other) return { kind: 'absent' };
      const reason = `a deployment of ${revisionName(other.taskDefinition)} (${other.id}) began meanwhile; ${revisionName(taskDefinition)} is registered, and nothing runs it`;
      return { kind: 'end', outcome: { kind: 'superseded', reason } };
    },
    question: (ctx) => `Did ECS begin a new deployment of ${typedTarget(ctx)} for this run?`,
    byHand: (ctx) => updateCommands(ctx, revisionName(ctx.output(register).taskDefinition)),
  });
