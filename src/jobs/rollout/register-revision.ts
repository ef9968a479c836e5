import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import { shortDigest } from '../../domain/image/image.ts';
import { type EffectStep, effectStep, type StepContext } from '../../domain/operation/step.ts';
import { registerCommands } from './by-hand.ts';
import { revisionName } from './names.ts';
import { unfit } from './outcomes.ts';

/** The revision that is to be registered: a copy of another that pins an image. */
export interface WantedRevision {
  /** The ARN of the revision to copy. */
  readonly copyOf: string;
  readonly family: string;
  /** The number of the family's newest revision before. */
  readonly newestRevision: number;
  /** The container's new image: `…/repository@sha256:…`. */
  readonly image: string;
  readonly digest: string;
  /** What the person reads of the image. */
  readonly said: string;
  readonly tag?: string | undefined;
}

const Registered = z.object({ taskDefinition: z.string() });
/** The revision that ECS made. */
export type Registered = z.output<typeof Registered>;
/** Stored before RegisterTaskDefinition is called; what reading back looks for. */
const RegisterIntent = z.object({ family: z.string(), after: z.number() });

/** How the step fits into its operation. */
export interface RegisterRules<I> {
  readonly id: string;
  readonly when?: EffectStep<I>['when'];
  readonly wanted: (ctx: StepContext<I>) => WantedRevision;
}

/** The step that registers a revision of the service's family which pins an image and changes nothing else. */
export const registerRevision = <I>({ id, when, wanted }: RegisterRules<I>): EffectStep<I, Registered> =>
  effectStep<I, Registered, z.output<typeof RegisterIntent>>({
    id,
    title: 'register a revision with the image',
    call: 'ecs:RegisterTaskDefinition',
    does: 'preparation',
    ...(when ? { when } : {}),
    limit: () => minutes(5),
    output: Registered,
    intent: RegisterIntent,
    onLimit: () => unfit('ECS took no new revision for 5 minutes.'),
    plan(ctx) {
      const { family, newestRevision } = wanted(ctx);
      return { family, after: newestRevision };
    },
    async act(ctx) {
      const revision = wanted(ctx);
      const made = await ctx.ports.taskDefinitions.register(ctx.target, {
        copyOf: revision.copyOf,
        container: ctx.target.container,
        image: revision.image,
        run: ctx.run.request.id,
        imageTag: revision.tag,
      });
      if (!made.ok) return { kind: 'fault', fault: made.fault };
      return {
        kind: 'happened',
        output: { taskDefinition: made.value.arn },
        effect: `Registered ${revisionName(made.value.arn)}, which pins ${pinned(revision)}.`,
      };
    },
    async done(ctx, { family, after }) {
      const found = await ctx.ports.taskDefinitions.findByRun(ctx.target, {
        family,
        run: ctx.run.request.id,
        after,
      });
      if (!found.ok) return { kind: 'fault', fault: found.fault };
      if (found.value === 'absent') return { kind: 'absent' };
      return {
        kind: 'happened',
        output: { taskDefinition: found.value.arn },
        effect: `Found ${revisionName(found.value.arn)}, which this run had registered, and goes on with it.`,
      };
    },
    question: (_ctx, { family }) => `Did ECS register a revision of ${family} for this run?`,
    byHand: (ctx) => registerCommands(ctx.target, wanted(ctx)),
  });

/** What it pins, and its digest where that isn't said already. */
function pinned({ said, digest }: WantedRevision): string {
  const inShort = shortDigest(digest);
  return said.includes(inShort) ? said : `${said} to ${inShort}`;
}
