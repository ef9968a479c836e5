import type { Decided } from '../../domain/approval/change.ts';
import type { Before } from '../rollout/check-service.ts';
import { revisionName } from '../rollout/names.ts';
import type { Chosen } from './chosen.ts';

/** What a deployment is decided on: the image by its digest, in place of which, and the revision that it is made of. */
export const deployDecides = (
  { taskDefinition }: Before,
  { digest, tag, ranBefore, image }: Chosen,
): Decided => ({
  change: 'deploy',
  rows: [
    { label: 'Image', before: ranBefore ?? 'not known', after: digest },
    ...(tag === undefined ? [] : [{ label: 'Tag', after: tag }]),
    { label: 'Repository', after: image.replace(/@.*$/, '') },
    { label: 'Settings of', after: revisionName(taskDefinition) },
  ],
});
