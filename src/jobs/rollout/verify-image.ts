import { z } from 'zod';
import { type EpochMs, minutes } from '../../domain/clock.ts';
import { ago } from '../../domain/image/age.ts';
import { carries, type Image, shortDigest } from '../../domain/image/image.ts';
import { type LookStep, lookStep, type OutputOf, type StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { type RunningImage, runningImages } from '../deploy/running-image.ts';
import type { Asked } from './asked.ts';
import { lookCommands } from './by-hand.ts';
import { lengthOf } from './names.ts';

/** The image that the tasks must run. */
export interface WantedImage extends Pick<Image, 'digest' | 'platforms'> {
  readonly said: string;
  readonly pushedAt?: number | undefined;
  /** The tag that it was found by. */
  readonly tag?: string | undefined;
}

const Verified = z.object({ summary: z.string(), at: z.number() });
/** What was seen, in a sentence, and when (epoch milliseconds). */
export type Verified = z.output<typeof Verified>;

/** How the step fits into its operation. */
export interface VerifyRules<I> {
  readonly id: string;
  readonly when?: LookStep<I>['when'];
  readonly asked: OutputOf<Asked>;
  readonly wanted: (ctx: StepContext<I>) => WantedImage;
}

/** So long reads may lag behind ECS's own end before what the tasks say is believed. */
const LAG = minutes(2);

/** ECS says that the rollout is over; now the tasks themselves must say which image they run. */
export const verifyImage = <I>({ id, when, asked, wanted }: VerifyRules<I>): LookStep<I, Verified> =>
  lookStep<I, Verified>({
    id,
    title: 'verify what runs',
    goesOn: 'The rollout is over, and what was rolled out stays',
    ...(when ? { when } : {}),
    limit: (pace) => pace.rolloutLimit,
    output: Verified,
    onLimit: ({ pace }): Outcome => ({
      kind: 'gave-up',
      reason: `ECS finished the rollout, but which image its tasks run couldn't be read for ${lengthOf(pace.rolloutLimit)}.`,
    }),
    byHand: lookCommands,
    async look(ctx) {
      const image = wanted(ctx);
      const running = await runningImages(ctx);
      if (!running.ok) return { kind: 'fault', fault: running.fault };
      const all = running.value.length;
      const right = running.value.filter(
        ({ digest }) => digest !== undefined && carries(image, digest),
      ).length;
      if (all > 0 && right === all) {
        await remember(ctx, ctx.output(asked).deployment, image, running.value);
        const summary = `${right} of ${all} tasks run ${named(image, ctx.clock.now())}`;
        return { kind: 'next', output: { summary, at: ctx.clock.now() } };
      }
      const remark = `${right} of ${all} running tasks report ${shortDigest(image.digest)}`;
      if (ctx.clock.now() - ctx.begunAt < LAG)
        return { kind: 'again', after: ctx.pace.rolloutEvery, for: 'timer', remark };
      const reason = `ECS finished the rollout, but its tasks don't show the image: ${remark}.`;
      return { kind: 'end', outcome: { kind: 'failed', reason } };
    },
  });

/** What the person reads of the image, with its digest where that isn't said yet, and its age where it is known. */
function named({ said, digest, pushedAt }: WantedImage, now: EpochMs): string {
  const more = [
    ...(said.includes(shortDigest(digest)) ? [] : [shortDigest(digest)]),
    ...(pushedAt === undefined ? [] : [`pushed ${ago(pushedAt, now)}`]),
  ];
  return more.length === 0 ? said : `${said} (${more.join(', ')})`;
}

/** What was proven is kept at once: a rollback a moment later must know it. Throws where the store is away. */
async function remember(
  { ports, target, run, clock }: StepContext<unknown>,
  id: string,
  { digest, tag }: WantedImage,
  [task]: readonly RunningImage[],
): Promise<void> {
  if (!task) return;
  const at = clock.now();
  await ports.history.remember(target, {
    id,
    taskDefinition: task.taskDefinition,
    images: [{ container: target.container, image: task.image ?? digest, digest: task.digest ?? digest }],
    at,
    end: { kind: 'succeeded', at },
    run: run.number,
    ...(tag === undefined ? {} : { tag }),
  });
}
