import type { Explanation } from '../../domain/explain/explain.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import type { NewestTags } from '../../domain/image/newest-tags.ts';
import type { ImageRegistry } from '../../domain/ports/image-registry.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { inTime, PATIENCE } from './in-time.ts';

/** Of these causes another image is the way out. */
const OTHER_IMAGE_HELPS: ReadonlySet<string> = new Set(['image-missing', 'image-architecture', 'image-pull']);

const SHOWN = 5;

/** What could be deployed instead of an image that can't be pulled; undefined where that isn't the cause. */
export async function newestTags(
  images: Pick<ImageRegistry, 'newest'>,
  { repository, role }: ResolvedService,
  { cause, standing }: Explanation,
): Promise<NewestTags | undefined> {
  if (standing === 'well' || !OTHER_IMAGE_HELPS.has(cause) || !repository) return undefined;
  const found = await inTime(images.newest({ ...repository, role }, SHOWN), PATIENCE);
  if (found === 'late') return { kind: 'unread', why: "AWS didn't answer in time." };
  return found.ok
    ? { kind: 'read', repository: repository.name, images: found.value }
    : { kind: 'unread', why: ruleFor(found.fault).sentence };
}
