import { minutes } from '../../domain/clock.ts';
import { shortDigest } from '../../domain/image/image.ts';
import { type LookStep, lookStep, type OutputOf, type StepContext } from '../../domain/operation/step.ts';
import { primaryOf } from '../../domain/rollout/service-snapshot.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { GoBack, goBackTo } from '../rollback/go-back.ts';
import type { Asked } from '../rollout/asked.ts';
import type { Baked } from '../rollout/bake.ts';
import { rollbackOffer, whyOffer } from '../rollout/offers.ts';
import type { Chosen } from './chosen.ts';

/** What the step rests on. */
export interface ReturnRules<I> {
  readonly when: LookStep<I>['when'];
  readonly check: OutputOf<{ readonly taskDefinition: string }>;
  readonly image: OutputOf<Chosen>;
  readonly ask: OutputOf<Asked>;
  readonly bake: OutputOf<Baked>;
}

/** The step that fixes what a deployment in trouble is rolled back to: what ran before it, by its digest. */
export const returnToBefore = <I>({ when, check, image, ask, bake }: ReturnRules<I>): LookStep<I, GoBack> =>
  lookStep<I, GoBack>({
    id: 'back',
    title: 'find what ran before',
    when,
    limit: () => minutes(5),
    output: GoBack,
    onLimit: (ctx) => stays(ctx, ctx.output(bake), 'what ran before could not be looked up for 5 minutes'),
    async look(ctx) {
      const trouble = ctx.output(bake);
      const { ranBefore } = ctx.output(image);
      if (ranBefore === undefined) {
        const why = "the tasks from before didn't say which image they ran";
        return { kind: 'end', outcome: stays(ctx, trouble, why) };
      }
      const read = await ctx.ports.ecs.describe(ctx.target);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      const primary = primaryOf(read.value);
      if (primary && primary.id !== ctx.output(ask).deployment) {
        const reason = `another deployment (${primary.id}) replaced this one before it could be rolled back`;
        return { kind: 'end', outcome: { kind: 'superseded', reason } };
      }
      const back = await goBackTo(ctx, read.value, {
        copyOf: ctx.output(check).taskDefinition,
        digest: ranBefore,
        also: [],
        said: shortDigest(ranBefore),
      });
      if (!back.ok) return { kind: 'fault', fault: back.fault };
      switch (back.value) {
        case 'gone':
          return { kind: 'end', outcome: stays(ctx, trouble, `ECR has ${shortDigest(ranBefore)} no more`) };
        case 'no-repository':
        case 'no-deployment':
          return { kind: 'end', outcome: stays(ctx, trouble, 'the service is not as it was') };
        default:
          return { kind: 'next', output: back.value, note: `${trouble.said}. Rolling back.` };
      }
    },
  });

const stays = (ctx: StepContext<unknown>, { said }: Baked, why: string): Outcome => ({
  kind: 'failed',
  reason: `${said}, and it could not be rolled back: ${why}. What was deployed still runs.`,
  offers: [rollbackOffer(ctx), whyOffer(ctx)],
});
