import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { type Looked, lookStep, type StepContext } from '../../domain/operation/step.ts';
import { ok, type Result } from '../../domain/result.ts';
import { isRolling, primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { revisionName, typedTarget } from '../rollout/names.ts';
import { unfit } from '../rollout/outcomes.ts';
import { AutoScaled, isOutside, rangeWords } from './auto-scaled.ts';
import type { ScaleInput } from './scale-input.ts';
import { scalingPreview } from './scaling-preview.ts';

/** The service before the run, and what scales it besides people. */
const Scalable = z.object({
  desired: z.number(),
  /** How many of its tasks have failed so far. */
  failed: z.number(),
  scaled: AutoScaled,
});
export type Scalable = z.output<typeof Scalable>;

type Context = StepContext<ScaleInput>;

/** The first step: may the service be given that many tasks, and what would change? */
export const checkScaling = lookStep<ScaleInput, Scalable>({
  id: 'check',
  title: 'check the service',
  limit: () => minutes(2),
  output: Scalable,
  onLimit: () => unfit("The service, or what scales it, couldn't be read for 2 minutes."),
  async look(ctx) {
    const read = await ctx.ports.ecs.describe(ctx.target);
    if (!read.ok) return { kind: 'fault', fault: read.fault };
    const primary = primaryOf(read.value);
    if (read.value.status !== 'ACTIVE' || !primary)
      return end(unfit(`The service is ${read.value.status.toLowerCase()} in ECS.`));
    const unable = unableOf(ctx, read.value);
    if (unable) return end(unable);
    const scaled = await autoScaled(ctx);
    if (!scaled.ok) return { kind: 'fault', fault: scaled.fault };
    const { desired } = read.value;
    return decided(ctx, { desired, failed: primary.failed, scaled: scaled.value });
  },
});

const end = (outcome: Outcome): Looked<never> => ({ kind: 'end', outcome });

/** Why it can't be scaled so, as far as the service itself says it. */
function unableOf(ctx: Context, snapshot: ServiceSnapshot): Outcome | undefined {
  const { count, force } = ctx.input;
  if (snapshot.controller !== 'ECS') return unfit(`Its tasks are run by ${snapshot.controller}, not by ECS.`);
  if (snapshot.desired === count) {
    const said = snapshot.running === count ? '' : `, of which ${snapshot.running} run`;
    return unfit(`It is ${count} already${said}.`);
  }
  if (force) return undefined;
  if (count === 0) {
    const what = 'With 0 tasks nothing of the service runs any more: it is stopped.';
    return unfit(what, `If that is meant: \`${again(ctx)}\``);
  }
  const revision = revisionName(snapshot.taskDefinition);
  return isRolling(snapshot)
    ? unfit(
        `A deployment of ${revision} is under way.`,
        `Wait for it, or scale all the same: \`${again(ctx)}\``,
      )
    : undefined;
}

/** What scales it. With --force it may be unknown: then that is said. */
async function autoScaled({ ports, target, input }: Context): Promise<Result<AutoScaled, Fault>> {
  const range = await ports.scaling.rangeOf(target);
  if (!range.ok) return input.force ? ok({ by: 'unknown', why: ruleFor(range.fault).sentence }) : range;
  return ok(range.value === 'none' ? { by: 'nobody' } : { by: 'autoscaling', ...range.value });
}

function decided(ctx: Context, before: Scalable): Looked<Scalable> {
  const { count, force } = ctx.input;
  const { scaled } = before;
  if (!force && isOutside(scaled, count)) {
    const reason = `${count} is outside what autoscaling keeps it in: ${rangeWords(scaled)}.`;
    return end(unfit(reason, `Say a number in that range, or scale all the same: \`${again(ctx)}\``));
  }
  return { kind: 'next', output: before, preview: scalingPreview(before, count) };
}

const again = (ctx: Context): string => `scale ${typedTarget(ctx)} ${ctx.input.count} --force`;
