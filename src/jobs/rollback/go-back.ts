import { z } from 'zod';
import type { Fault } from '../../domain/fault/fault.ts';
import { PlatformImage } from '../../domain/image/image.ts';
import { repositoryUri } from '../../domain/image/image-name.ts';
import { imageRef } from '../../domain/image/image-ref.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';

/** What is gone back to: a revision to make of an older one, pinned to a digest; and the service as it is before. */
export const GoBack = z.object({
  primary: z.string(),
  serviceDeployment: z.string().optional(),
  hasBreaker: z.boolean(),
  copyOf: z.string(),
  family: z.string(),
  newestRevision: z.number(),
  image: z.string(),
  digest: z.string(),
  platforms: z.array(PlatformImage),
  said: z.string(),
  tag: z.string().optional(),
  /** Present where it is what ended well last. */
  endedWellLast: z.literal('yes').optional(),
});
export type GoBack = z.output<typeof GoBack>;

/** What is wanted: the image by its digest, and the revision whose other settings come back with it. */
export const WantedPast = z.object({
  copyOf: z.string(),
  digest: z.string(),
  /** Other digests that tasks may report of it. */
  also: z.array(z.string()),
  /** What the person reads of the image. */
  said: z.string(),
  tag: z.string().optional(),
  /** What is known of its past, in words. */
  past: z.string().optional(),
});
export type WantedPast = z.output<typeof WantedPast>;

/**
 * Fixes what is gone back to. `gone`: ECR doesn't have the image any more. `no-repository`: the configuration doesn't
 * say where its images are.
 */
export async function goBackTo(
  { ports, target }: StepContext<unknown>,
  snapshot: ServiceSnapshot,
  { copyOf, digest, said, tag }: WantedPast,
): Promise<Result<GoBack | 'gone' | 'no-repository' | 'no-deployment', Fault>> {
  const primary = primaryOf(snapshot);
  if (!primary) return ok('no-deployment');
  if (!target.repository) return ok('no-repository');
  const repository = { ...target.repository, role: target.role };
  const found = await ports.images.find(repository, imageRef(digest));
  if (!found.ok) return err(found.fault);
  if (found.value === 'absent') return ok('gone');
  const definition = await ports.taskDefinitions.describe(target, copyOf);
  if (!definition.ok) return err(definition.fault);
  const { family } = definition.value;
  const newest = await ports.taskDefinitions.newestRevision(target, family);
  if (!newest.ok) return err(newest.fault);
  const { currentServiceDeployment: current } = snapshot;
  return ok({
    primary: primary.id,
    ...(current === undefined ? {} : { serviceDeployment: current }),
    hasBreaker: snapshot.breaker !== 'off',
    copyOf,
    family,
    newestRevision: newest.value,
    image: `${repositoryUri(repository)}@${digest}`,
    digest,
    platforms: [...(found.value.platforms ?? [])],
    said,
    ...(tag === undefined ? {} : { tag }),
  });
}
