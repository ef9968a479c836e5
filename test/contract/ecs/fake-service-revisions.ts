import type { RevisionState } from '../../../sandbox/ecs/world/state.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import type { RunningImage, ServiceRevisions } from '../../../src/domain/ports/service-revisions.ts';
import { ok } from '../../../src/domain/result.ts';

const imagesOf = ({ images }: RevisionState): readonly RunningImage[] =>
  images.map(({ container, image, digest }) => ({
    container,
    image,
    ...(digest === undefined ? {} : { digest }),
  }));

/** The port on a sandbox's world without HTTP. */
export const fakeServiceRevisions = (world: World): ServiceRevisions => {
  const found = (region: string, arns: readonly string[]): RevisionState[] =>
    world
      .read()
      .services.filter((service) => service.region === region)
      .flatMap((service) => service.revisions)
      .filter(({ arn }) => arns.includes(arn));
  return {
    images: async ({ region }, arns) =>
      ok(new Map(found(region, arns).map((one) => [one.arn, imagesOf(one)]))),
    describe: async ({ region }, arns) =>
      ok(
        new Map(
          found(region, arns).map((one) => [
            one.arn,
            { taskDefinition: one.taskDefinition, images: imagesOf(one) },
          ]),
        ),
      ),
  };
};
