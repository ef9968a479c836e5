import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ResolvedService } from '../target/service.ts';
import type { Container } from '../task-definition/container.ts';

/** Whose task definitions: those of an account and region, with the role to assume. */
export type TaskDefinitionPlace = Pick<ResolvedService, 'account' | 'role' | 'region'>;

/** What a registered revision says of itself, as far as a deployment asks. No value of a variable or a secret is in it. */
export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly containers: readonly Container[];
  /** What its tasks run on, as registries write it: `linux/amd64`. */
  readonly platform: string;
  /** Of the whole task, in CPU units and MiB; absent where only its containers say. */
  readonly cpu?: string;
  readonly memory?: string;
  /** With which ECS pulls images, fetches secrets and writes logs: an ARN, or a name alone. */
  readonly executionRole?: string;
  /** As which its containers call AWS: an ARN, or a name alone. */
  readonly taskRole?: string;
  /** The run that registered it, by its id; absent where none did. */
  readonly registeredBy?: string;
  /** The tag that a run resolved to the image which it pins; absent where no run registered it. */
  readonly imageTag?: string;
}

/** A revision to make. */
export interface NewRevision {
  /** The ARN of the revision to copy. */
  readonly copyOf: string;
  /** The container whose image changes, and its new image. */
  readonly container: string;
  readonly image: string;
  /** The run that asks, by which the revision is found again. */
  readonly run: string;
  /** The tag that the image was found by, kept beside it. */
  readonly imageTag?: string | undefined;
}

/** Task definitions of ECS. No method throws for anything that AWS or the network does: it answers a Fault. */
export interface TaskDefinitions {
  describe(place: TaskDefinitionPlace, arn: string): Promise<Result<TaskDefinition, Fault>>;

  /** The number of a family's newest active revision; 0 where it has none. */
  newestRevision(place: TaskDefinitionPlace, family: string): Promise<Result<number, Fault>>;

  /**
   * Registers the next revision of the copied one's family: everything in it as it was, its tags too, but for the
   * image of that one container. RegisterTaskDefinition is sent exactly once, never retried by the adapter, because it
   * has no client token: `unanswered` means that it may have happened. The revision is tagged with its run.
   */
  register(place: TaskDefinitionPlace, revision: NewRevision): Promise<Result<TaskDefinition, Fault>>;

  /** The revision that a run registered, among the family's active ones that are newer than `after`. */
  findByRun(
    place: TaskDefinitionPlace,
    wanted: { readonly family: string; readonly run: string; readonly after: number },
  ): Promise<Result<TaskDefinition | 'absent', Fault>>;
}
