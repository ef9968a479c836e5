import { z } from 'zod';
import { minutes, seconds } from '../../domain/clock.ts';
import { defineOperation } from '../../domain/operation/operation.ts';
import { effectStep, lookStep } from '../../domain/operation/step.ts';
import { typedTarget } from '../rollout/names.ts';
import { unfit } from '../rollout/outcomes.ts';
import { checkScaling } from '../scale/check-scaling.ts';
import { followScaling, setOtherwise } from '../scale/follow-scaling.ts';
import { scaleDecides } from '../scale/scale-decides.ts';
import { ScaleInput } from '../scale/scale-input.ts';

/** When ECS was asked, by our clock. */
const Asked = z.object({ at: z.number() });
/** Stored before UpdateService is called; what reading back looks for. */
const AskIntent = z.object({ desired: z.number() });

const ask = effectStep<ScaleInput, z.output<typeof Asked>, z.output<typeof AskIntent>>({
  id: 'ask',
  title: 'ask ECS for that many tasks',
  call: 'ecs:UpdateService',
  limit: () => minutes(5),
  output: Asked,
  intent: AskIntent,
  onLimit: () => unfit('ECS took no request for 5 minutes.'),
  plan: (ctx) => ({ desired: ctx.input.count }),
  async act(ctx, { desired }) {
    const at = ctx.clock.now();
    const answer = await ctx.ports.ecs.update(ctx.target, { desired });
    if (!answer.ok) return { kind: 'fault', fault: answer.fault };
    if (answer.value.desired !== desired) {
      const detail = `ECS took the request for ${desired} tasks and says that it wants ${answer.value.desired}`;
      return { kind: 'fault', fault: { kind: 'malformed', call: 'ecs:UpdateService', detail } };
    }
    const effect = `ECS took the number: ${desired} instead of ${ctx.output(checkScaling).desired}.`;
    return { kind: 'happened', output: { at }, effect };
  },
  // There were not so many when the run looked, so the number itself is the trace.
  async done(ctx, { desired }) {
    const read = await ctx.ports.ecs.describe(ctx.target);
    if (!read.ok) return { kind: 'fault', fault: read.fault };
    if (read.value.desired !== desired) return { kind: 'absent' };
    return {
      kind: 'happened',
      output: { at: ctx.clock.now() },
      effect: `Found that ECS wants ${desired} tasks, as this run had asked, and follows them instead of asking twice.`,
    };
  },
  question: (ctx, { desired }) => `Did ECS take the number ${desired} for ${typedTarget(ctx)} from this run?`,
});

const Taken = z.object({});

/** Reads are eventually consistent: a number of before isn't taken for one that somebody has set back. */
const take = lookStep<ScaleInput, z.output<typeof Taken>>({
  id: 'take',
  title: 'see that ECS wants that many',
  limit: () => minutes(5),
  output: Taken,
  onLimit: (ctx) => ({
    kind: 'gave-up',
    reason: `ECS took the number ${ctx.input.count}, but 5 minutes later didn't say that it wants so many: autoscaling or somebody else may have set it back.`,
  }),
  async look(ctx) {
    const { count } = ctx.input;
    const read = await ctx.ports.ecs.describe(ctx.target);
    if (!read.ok) return { kind: 'fault', fault: read.fault };
    const { desired } = read.value;
    if (desired === count) return { kind: 'next', output: {} };
    if (desired !== ctx.output(checkScaling).desired)
      return { kind: 'end', outcome: setOtherwise(count, desired) };
    return { kind: 'again', after: seconds(1), for: 'timer', remark: 'ECS has the request; reading it back' };
  },
});

const follow = lookStep<ScaleInput, never>({
  id: 'follow',
  title: 'follow the tasks',
  limit: (pace) => pace.rolloutLimit,
  output: z.never(),
  onLimit: ({ run, pace }) => ({
    kind: 'gave-up',
    reason: `Not all tasks were there after ${pace.rolloutLimit / minutes(1)} minutes: ${run.remark ?? 'they could not be read'}. ECS goes on.`,
  }),
  look(ctx) {
    const { desired, failed, scaled } = ctx.output(checkScaling);
    return followScaling(ctx, {
      wanted: ctx.input.count,
      before: { desired, failed, askedAt: ctx.output(ask).at },
      scaled,
    });
  },
});

/** Changes how many tasks of a service run, within what autoscaling allows, and says when they do. */
export const scale = defineOperation({
  name: 'scale',
  version: 1,
  summary: 'change how many tasks of a service run',
  example: 'scale registry 3',
  input: ScaleInput,
  permission: 'scale',
  lock: 'service',
  freezable: 'stopped-by-freeze',
  // It brings no other revision; autoscaling does the same under a lock at any time.
  lockable: 'allowed-under-lock',
  decides: (ctx) => scaleDecides(ctx.input.count, ctx.output(checkScaling)),
  goesOn: 'ECS goes on until as many tasks run as were asked for',
  needs: [
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'logs:FilterLogEvents',
    'application-autoscaling:DescribeScalableTargets',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeTargetGroups',
  ],
  steps: [checkScaling, ask, take, follow],
});
