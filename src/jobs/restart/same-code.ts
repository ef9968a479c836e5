import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ago, utc } from '../../domain/image/age.ts';
import { carries, type Image, PlatformImage, shortDigest } from '../../domain/image/image.ts';
import { ecrRepositoryOf, imageName, repositoryUri } from '../../domain/image/image-name.ts';
import { imageRef } from '../../domain/image/image-ref.ts';
import {
  type Looked,
  type LookStep,
  lookStep,
  type OutputOf,
  type StepContext,
} from '../../domain/operation/step.ts';
import type { RepositoryRef } from '../../domain/ports/image-registry.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Offer } from '../../domain/run/question.ts';
import { runningImages } from '../deploy/running-image.ts';
import type { Before } from '../rollout/check-service.ts';
import { typedTarget } from '../rollout/names.ts';
import { unfit } from '../rollout/outcomes.ts';

/** A revision to make that pins what runs now. */
const Pinned = z.object({
  copyOf: z.string(),
  family: z.string(),
  newestRevision: z.number(),
  image: z.string(),
  digest: z.string(),
  said: z.string(),
});

/** Which code new tasks will run. */
const Code = z.object({
  /** What runs now and must run afterwards; absent: it can't be told. */
  same: z.object({ digest: z.string(), platforms: z.array(PlatformImage), said: z.string() }).optional(),
  /** Present: what runs now is pinned, since its tag means other code by now. */
  pinned: Pinned.optional(),
  /** Present: its revision names the image by this digest, so that it can't be another. */
  byDigest: z.string().optional(),
});
export type Code = z.output<typeof Code>;

/**
 * The step that looks whether new tasks would run the same code. Under a mutable tag a restart is a deployment that
 * nobody reviewed, once the tag has moved: then it ends, and offers the same code or the deployment of the new image.
 */
export const sameCode = <I extends { readonly pin: boolean }>(check: OutputOf<Before>): LookStep<I, Code> =>
  lookStep<I, Code>({
    id: 'image',
    title: 'see whether its tag has moved',
    limit: () => minutes(2),
    output: Code,
    onLimit: () => unfit("Whether its image's tag has moved couldn't be looked up for 2 minutes."),
    look: (ctx) => look(ctx, ctx.output(check)),
  });

const CANT_TELL: Code = {};

async function look(ctx: StepContext<{ readonly pin: boolean }>, before: Before): Promise<Looked<Code>> {
  const { ports, target } = ctx;
  const definition = await ports.taskDefinitions.describe(target, before.taskDefinition);
  if (!definition.ok) return { kind: 'fault', fault: definition.fault };
  const named = definition.value.containers.find(({ name }) => name === target.container)?.image;
  const repository = named === undefined ? undefined : repositoryOf(ctx, named);
  const byDigest = named === undefined ? undefined : imageName(named).digest;
  // An image that is pinned can't change, and one of another registry can't be looked up.
  if (byDigest !== undefined) return { kind: 'next', output: { byDigest } };
  if (named === undefined || !repository) return { kind: 'next', output: CANT_TELL };
  const running = await runningImages(ctx);
  if (!running.ok) return { kind: 'fault', fault: running.fault };
  const [digest, ...others] = new Set(running.value.map((one) => one.digest));
  const tag = imageName(named).tag ?? 'latest';
  const meant = await ports.images.find(repository, imageRef(tag));
  if (!meant.ok) return unread(meant.fault, tag);
  const stays =
    meant.value !== 'absent' && digest !== undefined && others.length === 0 && carries(meant.value, digest);
  if (stays && !ctx.input.pin) return { kind: 'next', output: { same: sameAs(meant.value, tag) } };
  const now = await pinnable(ctx, repository, others.length === 0 ? digest : undefined);
  if (!now.ok) return { kind: 'fault', fault: now.fault };
  if (!ctx.input.pin) return moved(ctx, tag, meant.value, now.value);
  if (now.value === undefined) {
    const reason = "What runs now can't be pinned: its tasks don't all say one image, or ECR has it no more.";
    return { kind: 'end', outcome: unfit(reason) };
  }
  const newest = await ports.taskDefinitions.newestRevision(target, definition.value.family);
  if (!newest.ok) return { kind: 'fault', fault: newest.fault };
  const pinned = {
    copyOf: definition.value.arn,
    family: definition.value.family,
    newestRevision: newest.value,
    image: `${repositoryUri(repository)}@${now.value.digest}`,
    digest: now.value.digest,
    said: 'what runs now',
  };
  return { kind: 'next', output: { pinned, same: sameAs(now.value, shortDigest(now.value.digest)) } };
}

const sameAs = ({ digest, platforms }: Image, said: string): NonNullable<Code['same']> => ({
  digest,
  platforms: [...(platforms ?? [])],
  said: `\`${said}\``,
});

/** The configured repository, if the image is from it. */
function repositoryOf({ target }: StepContext<unknown>, image: string): RepositoryRef | undefined {
  const { repository, role } = target;
  return repository && ecrRepositoryOf(image)?.name === repository.name ? { ...repository, role } : undefined;
}

/** A missing permission to look is no reason to leave a service as it is; anything else heals or ends the step. */
function unread(fault: Fault, tag: string): Looked<Code> {
  if (fault.kind !== 'denied') return { kind: 'fault', fault };
  const note = `Whether \`${tag}\` still means what runs couldn't be checked: the role lacks \`${fault.action}\`.`;
  return { kind: 'next', output: CANT_TELL, note };
}

/** What runs now, if ECR still has it. */
async function pinnable(
  { ports }: StepContext<unknown>,
  repository: RepositoryRef,
  digest: string | undefined,
): Promise<Result<Image | undefined, Fault>> {
  if (digest === undefined) return ok(undefined);
  const found = await ports.images.find(repository, imageRef(digest));
  if (!found.ok) return err(found.fault);
  return ok(found.value === 'absent' ? undefined : found.value);
}

/** New tasks would run other code: what it would be, and what to say instead. */
function moved(
  ctx: StepContext<unknown>,
  tag: string,
  meant: Image | 'absent',
  now: Image | undefined,
): Looked<Code> {
  const target = typedTarget(ctx);
  const same: Offer[] =
    now === undefined
      ? []
      : [{ label: 'Same code (pinned)', words: `restart ${target} --pin`, style: 'primary' }];
  if (meant === 'absent') {
    const reason = `Its tag \`${tag}\` isn't in ECR any more, so new tasks couldn't start. Nothing was changed.`;
    return {
      kind: 'end',
      outcome: {
        kind: 'failed',
        reason,
        next: 'Restart the same code, or push the image again.',
        offers: same,
      },
    };
  }
  const pushed = `pushed ${utc(meant.pushedAt)}, ${ago(meant.pushedAt, ctx.clock.now())}`;
  const runs = now === undefined ? 'what runs' : shortDigest(now.digest);
  const reason = `Its tag \`${tag}\` has moved: new tasks would run ${shortDigest(meant.digest)} (${pushed}) instead of ${runs}. Nothing was changed.`;
  const deploy: Offer = { label: 'New image', words: `deploy ${target} --image ${tag}` };
  return {
    kind: 'end',
    outcome: {
      kind: 'failed',
      reason,
      next: 'Choose: the same code again, or the new image as a deployment.',
      offers: [...same, deploy],
    },
  };
}
