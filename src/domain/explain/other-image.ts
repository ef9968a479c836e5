import { type ImageName, imageName } from '../image/image-name.ts';
import { imageNamed } from './cause-rule.ts';
import type { Explanation } from './explain.ts';

/** Of these causes another image is the way out. */
const OTHER_IMAGE_HELPS: ReadonlySet<string> = new Set(['image-missing', 'image-architecture', 'image-pull']);

/** Whether another image is the way out. */
export const otherImageHelps = ({ cause }: Pick<Explanation, 'cause'>): boolean =>
  OTHER_IMAGE_HELPS.has(cause);

/** The image that isn't in the registry, by the name that ECS gives it; undefined where that isn't the cause. */
export function missingImage({
  cause,
  evidence,
}: Pick<Explanation, 'cause' | 'evidence'>): ImageName | undefined {
  if (cause !== 'image-missing') return undefined;
  const [named] = evidence.flatMap(({ text }) => imageNamed(text) ?? []);
  return named === undefined ? undefined : imageName(named);
}
