import { imageName } from '../image/image-name.ts';
import type { SeenDeployment } from '../ports/deployment-history.ts';

/** One image by the digests that it was seen with. */
export interface Code {
  /** What a revision pins; the registry was asked for it. */
  readonly pinned?: string;
  /** At least one; the pinned one among them. */
  readonly digests: readonly string[];
}

/**
 * What a deployment ran in its main container, as far as anybody knows: an image for each digest that its tasks
 * reported, more than one where the tag moved meanwhile. Where the revision pins a digest that is the image, and what
 * tasks reported is the same one (ECS may report the manifest of their platform). None where nobody saw a digest.
 */
export function codesOf({ images }: Pick<SeenDeployment, 'images'>, container: string): readonly Code[] {
  const main = images.filter((one) => one.container === container);
  const reported = main.flatMap(({ digest }) => digest ?? []);
  const [pinned] = main.flatMap(({ image }) => imageName(image).digest ?? []);
  return pinned === undefined
    ? reported.map((digest) => ({ digests: [digest] }))
    : [{ pinned, digests: [...new Set([pinned, ...reported])] }];
}

/** An image, and the deployments that ran it. */
export interface CodeRan extends Code {
  /** The newest first. */
  readonly deployments: readonly SeenDeployment[];
}

/** Deployments by what they ran: those that share a digest ran the same image. The newest first, in and out. */
export function byCode(newestFirst: readonly SeenDeployment[], container: string): readonly CodeRan[] {
  let all: readonly CodeRan[] = [];
  for (const deployment of newestFirst) {
    for (const code of codesOf(deployment, container)) {
      const isSame = ({ digests }: Code): boolean => digests.some((digest) => code.digests.includes(digest));
      const same = [...all.filter(isSame), { ...code, deployments: [deployment] }];
      all = [...all.filter((one) => !isSame(one)), joined(same)];
    }
  }
  return all;
}

function joined(same: readonly CodeRan[]): CodeRan {
  const [pinned] = same.flatMap((one) => one.pinned ?? []);
  const deployments = new Set(same.flatMap((one) => one.deployments));
  return {
    ...(pinned === undefined ? {} : { pinned }),
    digests: [...new Set(same.flatMap(({ digests }) => digests))],
    deployments: [...deployments].sort((a, b) => b.at - a.at),
  };
}
