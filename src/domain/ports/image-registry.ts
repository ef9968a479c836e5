import type { Fault } from '../fault/fault.ts';
import type { Image } from '../image/image.ts';
import type { ImageRef } from '../image/image-ref.ts';
import type { Result } from '../result.ts';
import type { ImageRepository } from '../target/service.ts';

/** A repository, and the role to read it with; without one it is read as the process itself. */
export interface RepositoryRef extends ImageRepository {
  readonly role?: string | undefined;
}

/** Reads of a registry of images. Nothing throws. */
export interface ImageRegistry {
  /** One image with the platforms that it is built for. `missing` when there is no such repository. */
  find(repository: RepositoryRef, ref: ImageRef): Promise<Result<Image | 'absent', Fault>>;

  /** The newest images that have a tag, newest first, without their platforms. `missing` as above. */
  newest(repository: RepositoryRef, limit: number): Promise<Result<readonly Image[], Fault>>;
}
