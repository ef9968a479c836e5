/** A variable of a container's environment, without its value. */
export interface EnvironmentVariable {
  readonly name: string;
  /** SHA-256 of its value in hex: tells whether two values differ, and is neither stored nor shown. */
  readonly digest: string;
}

/** What ECS fetches for a container when a task starts, and gives it under a name. */
export interface ContainerSecret {
  readonly name: string;
  /** Where it is fetched from, as the task definition writes it (ECS API, Secret.valueFrom). */
  readonly valueFrom: string;
}

/**
 * Where a container's log goes. Of awslogs the group, its region and whether ECS makes the group where it isn't there
 * (ECS developer guide, "Send Amazon ECS logs to CloudWatch": awslogs-create-group).
 */
export type ContainerLog =
  | {
      readonly driver: 'awslogs';
      readonly group: string;
      readonly region: string;
      readonly whenMissing: 'is-created' | 'task-fails';
    }
  | { readonly driver: 'other'; readonly name: string };

/** One container of a task definition, as far as a check or a preview asks. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly environment: readonly EnvironmentVariable[];
  /** Those of its log driver, too: ECS fetches them the same way. */
  readonly secrets: readonly ContainerSecret[];
  /** Absent where it has no log configuration. */
  readonly log?: ContainerLog;
}
