import { z } from 'zod';
import { RunNumber } from '../ids.ts';
import type { ResolvedService } from '../target/service.ts';

/** What a container of a deployment ran. */
export const DeployedImage = z.object({
  container: z.string(),
  /** As its task definition names it. */
  image: z.string(),
  /** `sha256:…`; absent where nobody saw it. */
  digest: z.string().exactOptional(),
});
export type DeployedImage = z.infer<typeof DeployedImage>;

/**
 * How a deployment ended, for the worst that was seen of it. `stopped`: before it was over, mostly because another
 * took its place. Without a time nobody saw when.
 */
export const DeploymentEnd = z.object({
  kind: z.enum(['succeeded', 'failed', 'rolled-back', 'stopped']),
  at: z.number().exactOptional(),
});
export type DeploymentEnd = z.infer<typeof DeploymentEnd>;

const facts = {
  /** The ARN of its revision. */
  taskDefinition: z.string(),
  /** A container stands here once for each digest that it was seen with: a tag may move while a deployment lives. */
  images: z.array(DeployedImage).readonly(),
  /** The tag by which its run found the image that its revision pins; absent where no run did. */
  tag: z.string().exactOptional(),
  /** When it began by ECS's own clock (`createdAt`), epoch milliseconds. */
  at: z.number(),
  /** Absent: it goes on, or nobody saw its end. */
  end: DeploymentEnd.exactOptional(),
  /** The run that asked for it; absent: it was begun from outside, as far as is known. */
  run: RunNumber.exactOptional(),
};

/**
 * A deployment that was seen, whoever began it: by its id (`ecs-svc/…`), by the ARN of its service deployment, or by
 * both. Of one that is over ECS keeps the service deployment alone, and that doesn't tell the id.
 */
export const SeenDeployment = z.union([
  z.object({ id: z.string(), serviceDeployment: z.string().exactOptional(), ...facts }),
  z.object({ id: z.never().exactOptional(), serviceDeployment: z.string(), ...facts }),
]);
export type SeenDeployment = z.infer<typeof SeenDeployment>;

/** How many deployments of a service are remembered: the newest. */
export const DEPLOYMENTS_KEPT = 50;

/**
 * The deployments of services, as far as they were seen: by runs, and by the worker that looks at every service now and
 * then. Both methods throw where the store is away.
 */
export interface DeploymentHistory {
  /**
   * Keeps what was seen, once for each deployment: what is said later adds to what was said before and takes nothing
   * away (an absent end, run or digest stays what it was). In whatever order and however often things are said, the
   * same is known in the end: the earliest beginning, every digest, the worst end (rolled back, failed, stopped,
   * succeeded) at its earliest time, the lowest run and tag.
   *
   * An id and a service deployment that were said together once are one deployment from then on. A service deployment
   * belongs to the deployment that it rolls out; the one with which ECS rolls that back is said by its id alone.
   */
  remember(service: ResolvedService, seen: SeenDeployment): Promise<void>;
  /** The newest first. */
  of(service: ResolvedService, limit: number): Promise<readonly SeenDeployment[]>;
}
