import type { EpochMs } from '../clock.ts';
import type { RunNumber } from '../ids.ts';
import type { ResolvedService } from '../target/service.ts';

/** What a container of a deployment ran. */
export interface DeployedImage {
  readonly container: string;
  /** As its task definition names it. */
  readonly image: string;
  /** `sha256:…`; absent where nobody saw it. */
  readonly digest?: string;
}

/** A deployment that was seen, whoever began it. */
export interface SeenDeployment {
  /** The deployment's id, `ecs-svc/…`. */
  readonly id: string;
  readonly serviceDeployment?: string;
  /** The ARN of its revision. */
  readonly taskDefinition: string;
  readonly images: readonly DeployedImage[];
  /** When it began. */
  readonly at: EpochMs;
  /** How it ended; absent: it goes on, or nobody saw its end. */
  readonly end?: { readonly kind: 'succeeded' | 'failed' | 'rolled-back' | 'stopped'; readonly at: EpochMs };
  /** The run that asked for it; absent: it was begun from outside, as far as is known. */
  readonly run?: RunNumber;
}

/**
 * The deployments of services, as far as they were seen: by runs, and by the worker that looks at every service now and
 * then. Both methods throw where the store is away.
 */
export interface DeploymentHistory {
  /**
   * Keeps what was seen, once for each id: what is said later adds to what was said before and takes nothing away (an
   * absent end, run or digest stays what it was). Only the newest are kept, so many a service (50).
   */
  remember(service: ResolvedService, seen: SeenDeployment): Promise<void>;
  /** The newest first. */
  of(service: ResolvedService, limit: number): Promise<readonly SeenDeployment[]>;
}
