import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { type LookStep, lookStep, type StepContext } from '../../domain/operation/step.ts';
import { HookGate } from '../../domain/rollout/pause-hooks.ts';
import type { ServiceDeployment } from '../../domain/rollout/service-deployment.ts';
import { type Deployment, isRolling, primaryOf } from '../../domain/rollout/service-snapshot.ts';
import type { Preview } from '../../domain/run/preview.ts';
import { stopCommand } from '../rollout/by-hand.ts';
import { hookGateOf } from '../rollout/held-at-hook.ts';
import { revisionName } from '../rollout/names.ts';
import { unfit } from '../rollout/outcomes.ts';
import { WantedPast } from './go-back.ts';
import { ranBefore } from './running-now.ts';

const Rolling = z.object({
  /** The ARN of its service deployment. */
  arn: z.string(),
  /** `ecs-svc/…` */
  deployment: z.string(),
  taskDefinition: z.string(),
  /** The PAUSE hook at which it waits. */
  hook: z.string().optional(),
  /** ECS is stopping it or going back already. */
  isGoingBack: z.boolean(),
});

/** What the service was before the run changed anything. */
const Found = z.object({
  /** A deployment that is under way, and is to be stopped; absent where nothing rolls, or a target was said. */
  rolling: Rolling.optional(),
  hasBreaker: z.boolean(),
  /** What its PAUSE hooks are worth as a gate. */
  hook: HookGate,
  /** What ran before that deployment, by digest, if anybody saw it. */
  wanted: WantedPast.optional(),
  /** Whether deploys are to be kept off afterwards. */
  locks: z.boolean(),
});
export type Found = z.output<typeof Found>;

interface RollbackInput {
  readonly to?: string | undefined;
  readonly dryRun: boolean;
}

/** The step that begins a rollback: is the service ECS's own and wanted, and is a deployment under way? */
export const checkRolling = <I extends RollbackInput>(): LookStep<I, Found> =>
  lookStep<I, Found>({
    id: 'check',
    title: 'check the service',
    limit: () => minutes(2),
    output: Found,
    onLimit: () => unfit("The service couldn't be read for 2 minutes."),
    async look(ctx) {
      const read = await ctx.ports.ecs.describe(ctx.target);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      const primary = primaryOf(read.value);
      const { status, controller, desired, breaker } = read.value;
      const end = (reason: string) => ({ kind: 'end', outcome: unfit(reason) }) as const;
      if (status !== 'ACTIVE' || !primary) return end(`The service is ${status.toLowerCase()} in ECS.`);
      if (controller !== 'ECS') return end(`Its deployments are made by ${controller}, not by ECS.`);
      if (desired === 0) return end('It is scaled to 0 tasks, so nothing runs that could be rolled back.');
      const listed = await ctx.ports.ecs.newestServiceDeployments(ctx.target, 1);
      if (!listed.ok) return { kind: 'fault', fault: listed.fault };
      const [newest] = listed.value;
      const common = {
        hasBreaker: breaker !== 'off',
        hook: hookGateOf(read.value),
        locks: ctx.policy.afterRollback === 'lock',
      };
      const isUnderWay = isRolling(read.value) && newest !== undefined && !isOver(newest);
      if (!isUnderWay || !newest || ctx.input.to !== undefined) return { kind: 'next', output: common };
      const past = await ranBefore(ctx, primary);
      if (!past.ok) return { kind: 'fault', fault: past.fault };
      const wanted = past.value;
      const rolling = {
        arn: newest.arn,
        deployment: primary.id,
        taskDefinition: primary.taskDefinition,
        isGoingBack: GOING_BACK.has(newest.status),
        ...(newest.hook ? { hook: newest.hook.id } : {}),
      };
      const preview = previewOf(ctx, primary, newest, wanted?.said);
      const output = { ...common, rolling, ...(wanted ? { wanted } : {}) };
      return ctx.input.dryRun
        ? {
            kind: 'end',
            preview,
            outcome: { kind: 'succeeded', summary: 'This was a dry run. Nothing was changed.' },
          }
        : { kind: 'next', output, preview: { ...preview, commands: [] } };
    },
  });

const GOING_BACK: ReadonlySet<ServiceDeployment['status']> = new Set([
  'STOP_REQUESTED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
]);

const isOver = ({ status }: ServiceDeployment): boolean =>
  !GOING_BACK.has(status) && status !== 'PENDING' && status !== 'IN_PROGRESS';

const previewOf = (
  ctx: StepContext<unknown>,
  primary: Deployment,
  deployment: ServiceDeployment,
  to: string | undefined,
): Preview => ({
  rows: [
    {
      label: 'Deployment under way',
      before: `${revisionName(primary.taskDefinition)}, ${primary.running} of ${primary.desired} running`,
      after: GOING_BACK.has(deployment.status)
        ? 'ECS takes it back already'
        : 'stopped; ECS brings back what ran before',
      level: 'change',
    },
    {
      label: 'Image',
      after: to ?? 'what ran before: nobody saw its digest',
      level: to === undefined ? 'warning' : 'change',
    },
  ],
  commands: [stopCommand(ctx.target, deployment.arn)],
});
