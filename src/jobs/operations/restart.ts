import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { defineOperation } from '../../domain/operation/operation.ts';
import { effectStep, lookStep, type StepContext } from '../../domain/operation/step.ts';
import { isRolling, primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { followRollout } from '../rollout/follow-rollout.ts';

const Input = z.object({
  reason: z.string().trim().min(1).max(200).optional().meta({
    label: 'Reason',
    description: 'why, for those who read it later',
  }),
  force: z.boolean().default(false).meta({
    label: 'Replace a deployment that is under way',
    description: 'restart even while another deployment is under way; it is replaced',
  }),
});
type Input = z.output<typeof Input>;

/** What the service was before the run changed anything. */
const Before = z.object({
  primary: z.string(),
  taskDefinition: z.string(),
  desired: z.number(),
  serviceDeployment: z.string().optional(),
  hasBreaker: z.boolean(),
});

/** `restart registry`, as the person typed it would be: for what they are told to type again. */
const name = (ctx: StepContext<Input>): string => `${ctx.target.stack}/${ctx.target.service}`;

const revision = (taskDefinition: string): string =>
  taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);

const unfit = (reason: string, next?: string): Outcome => ({
  kind: 'failed',
  reason: `${reason} Nothing was changed.`,
  ...(next === undefined ? {} : { next }),
});

const check = lookStep<Input, z.output<typeof Before>>({
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
      return { kind: 'end', outcome: unfit('It is scaled to 0 tasks, so there is nothing to restart.') };
    }
    if (isRolling(snapshot) && !ctx.input.force) {
      const underWay = `A deployment of ${revision(primary.taskDefinition)} is under way (${primary.running} of ${primary.desired} running).`;
      const again = `Wait for it, or replace it: \`restart ${name(ctx)} --force\``;
      return { kind: 'end', outcome: unfit(underWay, again) };
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
      },
    };
  },
});

/** Stored before UpdateService is called; what reading back compares with. */
const Intent = z.object({ notPrimary: z.string(), taskDefinition: z.string() });
const Asked = z.object({ deployment: z.string(), adopted: z.boolean() });

/**
 * A deployment that began after the intent. It is known by not being the one from before, never by its time:
 * AWS's clock and ours may differ.
 */
const newPrimary = (snapshot: ServiceSnapshot, notPrimary: string) => {
  const primary = primaryOf(snapshot);
  return primary && primary.id !== notPrimary ? primary : undefined;
};

const ask = effectStep<Input, z.output<typeof Asked>, z.output<typeof Intent>>({
  id: 'ask',
  title: 'ask ECS for new tasks',
  call: 'ecs:UpdateService',
  limit: () => minutes(5),
  output: Asked,
  intent: Intent,
  onLimit: () => unfit('ECS took no request for 5 minutes.'),
  plan(ctx) {
    const before = ctx.output(check);
    return { notPrimary: before.primary, taskDefinition: before.taskDefinition };
  },
  async act(ctx, intent) {
    const asked = await ctx.ports.ecs.forceNewDeployment(ctx.target);
    if (!asked.ok) return { kind: 'fault', fault: asked.fault };
    const primary = newPrimary(asked.value, intent.notPrimary);
    if (!primary) {
      const detail = 'ECS took the request but named no new deployment';
      return { kind: 'fault', fault: { kind: 'malformed', call: 'ecs:UpdateService', detail } };
    }
    return {
      kind: 'happened',
      output: { deployment: primary.id, adopted: false },
      effect: `ECS began deployment ${primary.id} of ${revision(primary.taskDefinition)}.`,
    };
  },
  async done(ctx, intent) {
    const read = await ctx.ports.ecs.describe(ctx.target);
    if (!read.ok) return { kind: 'fault', fault: read.fault };
    const primary = newPrimary(read.value, intent.notPrimary);
    if (!primary) return { kind: 'absent' };
    if (primary.taskDefinition !== intent.taskDefinition) {
      const reason = `a deployment of ${revision(primary.taskDefinition)} (${primary.id}) began meanwhile; its tasks are new anyway`;
      return { kind: 'end', outcome: { kind: 'superseded', reason } };
    }
    return {
      kind: 'happened',
      output: { deployment: primary.id, adopted: true },
      effect:
        `Found deployment ${primary.id} of ${revision(primary.taskDefinition)}, begun after this run asked, and follows it ` +
        "instead of asking twice. ECS doesn't say who began it.",
    };
  },
  question: (ctx) => `Did ECS begin a new deployment of ${name(ctx)} for this run?`,
});

const Found = z.object({ serviceDeployment: z.string().optional() });

const find = lookStep<Input, z.output<typeof Found>>({
  id: 'find',
  title: 'find the deployment',
  limit: () => minutes(5),
  output: Found,
  onLimit: () => ({
    kind: 'gave-up',
    reason: "The deployment began but couldn't be read for 5 minutes. ECS goes on with it.",
  }),
  async look(ctx) {
    const { serviceDeployment: old } = ctx.output(check);
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

const roll = lookStep<Input, never>({
  id: 'roll',
  title: 'follow the rollout',
  limit: (pace) => pace.rolloutLimit,
  output: z.never(),
  onLimit: (ctx) => ({
    kind: 'gave-up',
    reason:
      `The rollout wasn't over after ${ctx.pace.rolloutLimit / minutes(1)} minutes (${ctx.run.progress?.running ?? 0} of ${ctx.run.progress?.desired ?? '?'} new tasks running). ` +
      'ECS goes on with it.',
  }),
  look(ctx) {
    const before = ctx.output(check);
    const rollout = {
      deploymentId: ctx.output(ask).deployment,
      previousId: before.primary,
      serviceDeployment: ctx.output(find).serviceDeployment,
      hasBreaker: before.hasBreaker,
      success: (progress: { readonly running: number; readonly desired: number }) =>
        `${progress.running} of ${progress.desired} tasks are new and running`,
    };
    return followRollout(ctx, rollout);
  },
});

/** Replaces a service's tasks by new ones of the same task definition, and says how that really ended. */
export const restart = defineOperation({
  name: 'restart',
  version: 1,
  summary: "replace a service's tasks with new ones of the same revision",
  example: 'restart registry --reason "memory leak"',
  input: Input,
  permission: 'restart',
  lock: 'service',
  goesOn: 'ECS goes on with the deployment that has begun',
  needs: [
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceDeployments',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
  ],
  steps: [check, ask, find, roll],
});
