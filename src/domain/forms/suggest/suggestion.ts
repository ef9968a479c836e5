import type { Incident } from '../../alarm/incident.ts';
import type { Image } from '../../image/image.ts';
import type { SeenDeployment } from '../../ports/deployment-history.ts';
import type { Catalog } from '../../target/catalog.ts';
import type { ResolvedService, StackName } from '../../target/service.ts';

/** Something to choose. */
export interface Suggestion {
  /** What the input gets. */
  readonly value: string;
  /** What the person reads: the name, and what sets it apart. */
  readonly name: string;
  readonly note: string;
}

/** Where the newest images of a service are read, fast enough for somebody who types. */
export interface ImagesOfService {
  /** None where the service has no repository, or it couldn't be read in time. Never throws. */
  newest(service: ResolvedService): Promise<readonly Image[]>;
  now(): number;
}

/** Where the remembered deployments of a service are read. */
export interface DeploymentsOfService {
  /** The newest first. Rejects where the store can't be read. */
  of(service: ResolvedService): Promise<readonly SeenDeployment[]>;
  now(): number;
}

/** What somebody looks for. */
export interface Search {
  readonly catalog: Catalog;
  /** What was typed so far. */
  readonly typed: string;
  /** The stack of the channel they are in: its things come first. */
  readonly home?: StackName | undefined;
  /** Only what is in these stacks; in all unless told. */
  readonly stacks?: ReadonlySet<StackName>;
  /** What the form's target is so far, `stack/service`. */
  readonly target?: string | undefined;
  /** Absent where images can't be looked up. */
  readonly images?: ImagesOfService;
  /** Absent where deployments can't be looked up. */
  readonly deployments?: DeploymentsOfService;
  /** The open incidents of which they may do what the form does. Rejects where the store can't be read; absent: none are taken. */
  readonly open?: () => Promise<readonly Incident[]>;
}

/** Slack: a block_suggestion is answered with at most 100 options. */
export const SUGGESTIONS_MAX = 100;
