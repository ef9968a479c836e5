import type { World } from '../../../sandbox/ecs/world/world.ts';
import type { ServiceRevisions } from '../../../src/domain/ports/service-revisions.ts';
import { ok } from '../../../src/domain/result.ts';

/** The port on a sandbox's world without HTTP. */
export const fakeServiceRevisions = (world: World): ServiceRevisions => ({
  async images({ region }, arns) {
    const known = world.read().services.filter((service) => service.region === region);
    const revisions = known.flatMap((service) => service.revisions).filter(({ arn }) => arns.includes(arn));
    return ok(
      new Map(
        revisions.map(({ arn, images }) => [
          arn,
          images.map(({ container, image, digest }) => ({
            container,
            image,
            ...(digest === undefined ? {} : { digest }),
          })),
        ]),
      ),
    );
  },
});
