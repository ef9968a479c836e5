import { z } from 'zod';
import { DeployedImage, SeenDeployment } from '../../domain/ports/deployment-history.ts';

/** A name for one image of a deployment among its others. */
const imageKey = ({ container, image, digest = '' }: DeployedImage): string =>
  [container, image, digest].join(' ');

/** Images stand by their keys: the script merges them by those, and Redis's JSON knows no empty list. */
const Stored = z.looseObject({ images: z.record(z.string(), DeployedImage) });

/** A deployment as the script takes it. */
export const seenRecord = (seen: SeenDeployment): string =>
  JSON.stringify({ ...seen, images: Object.fromEntries(seen.images.map((one) => [imageKey(one), one])) });

/** The deployments as the script has stored them, newest first. Throws on what isn't that. */
export function readSeen(text: string | null): SeenDeployment[] {
  if (text === null) return [];
  return Stored.array()
    .parse(JSON.parse(text))
    .map(({ images, ...rest }) => {
      const sorted = Object.keys(images).sort();
      return SeenDeployment.parse({ ...rest, images: sorted.flatMap((key) => images[key] ?? []) });
    });
}
