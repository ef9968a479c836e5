import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { carries } from '../../domain/image/image.ts';
import { ecrRepositoryOf, imageName } from '../../domain/image/image-name.ts';
import type { ImageSeen } from '../../domain/image/image-seen.ts';
import { inTime, PATIENCE } from '../../domain/in-time.ts';
import type { RunningImage } from '../../domain/ports/service-revisions.ts';
import type { Result } from '../../domain/result.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { ServiceReads } from '../parts.ts';

type Reads = Pick<ServiceReads, 'revisions' | 'images'>;

/**
 * What a service runs, and whether its tag means the same by now. A tag that can't be looked up is taken for one that
 * hasn't moved: only what is known to be otherwise is said.
 */
export async function seeImage(
  reads: Reads,
  target: ResolvedService,
  described: Promise<Result<ServiceSnapshot, Fault>>,
): Promise<ImageSeen> {
  const snapshot = await described;
  const revisions = snapshot.ok ? (snapshot.value.revisions ?? []) : [];
  if (revisions.length === 0) return { kind: 'unknown', why: "ECS doesn't tell it." };
  const read = await inTime(reads.revisions.images(target, revisions), PATIENCE);
  if (read === 'late') return { kind: 'unknown', why: "AWS didn't answer in time." };
  if (!read.ok) return { kind: 'unknown', why: ruleFor(read.fault).sentence };
  const image = revisions
    .flatMap((arn) => read.value.get(arn) ?? [])
    .find(({ container }) => container === target.container);
  if (!image) return { kind: 'unknown', why: "ECS doesn't tell it." };
  return { kind: 'read', image, ...(await movedTag(reads, target, image)) };
}

/** What its tag means by now, where that isn't what runs. */
async function movedTag(
  { images }: Reads,
  { repository, role }: ResolvedService,
  { image, digest }: RunningImage,
): Promise<Pick<Extract<ImageSeen, { kind: 'read' }>, 'moved'>> {
  const { tag, digest: pinned } = imageName(image);
  if (digest === undefined || pinned !== undefined || !repository) return {};
  if (ecrRepositoryOf(image)?.name !== repository.name) return {};
  // Without either ECS pulls `latest` (ECS API, ContainerDefinition.image).
  const found = await inTime(images.find({ ...repository, role }, { tag: tag ?? 'latest' }), PATIENCE);
  if (found === 'late' || !found.ok || found.value === 'absent' || carries(found.value, digest)) return {};
  return { moved: { digest: found.value.digest, pushedAt: found.value.pushedAt } };
}
