import type { Explanation } from '../../domain/explain/explain.ts';
import { missingImage, otherImageHelps } from '../../domain/explain/other-image.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { ecrRepositoryOf } from '../../domain/image/image-name.ts';
import { imageRef } from '../../domain/image/image-ref.ts';
import type { NewestTags } from '../../domain/image/newest-tags.ts';
import { inTime, PATIENCE } from '../../domain/in-time.ts';
import type { ImageRegistry, RepositoryRef } from '../../domain/ports/image-registry.ts';
import type { ResolvedService } from '../../domain/target/service.ts';

type ThereNow = Pick<Extract<NewestTags, { kind: 'read' }>, 'thereNow'>;

const SHOWN = 5;

/**
 * What could be deployed instead of an image that couldn't be pulled, and whether that one is there by now; undefined
 * where the image isn't the cause. Also of a trouble that is over: a run that was rolled back leads here.
 */
export async function newestTags(
  images: ImageRegistry,
  { repository: named, role }: ResolvedService,
  explanation: Explanation,
): Promise<NewestTags | undefined> {
  if (!otherImageHelps(explanation) || !named) return undefined;
  const repository = { ...named, role };
  const [found, there] = await Promise.all([
    inTime(images.newest(repository, SHOWN), PATIENCE),
    isThereNow(images, repository, explanation),
  ]);
  if (found === 'late') return { kind: 'unread', why: "AWS didn't answer in time." };
  return found.ok
    ? { kind: 'read', repository: repository.name, images: found.value, ...there }
    : { kind: 'unread', why: ruleFor(found.fault).sentence };
}

/** Looks for the image that was missing, if it is of the service's own repository. */
async function isThereNow(
  images: ImageRegistry,
  repository: RepositoryRef,
  explanation: Explanation,
): Promise<ThereNow> {
  const missing = missingImage(explanation);
  if (!missing || ecrRepositoryOf(missing.repository)?.name !== repository.name) return {};
  // Without either ECS pulls `latest` (ECS API, ContainerDefinition.image).
  const said = missing.digest ?? missing.tag ?? 'latest';
  const found = await inTime(images.find(repository, imageRef(said)), PATIENCE);
  if (found === 'late' || !found.ok || found.value === 'absent') return {};
  return { thereNow: { said, pushedAt: found.value.pushedAt } };
}
