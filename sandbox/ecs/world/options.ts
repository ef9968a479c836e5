/** What ECS does when a rollout can't start its tasks: nothing, stop it, or go back (DeploymentCircuitBreaker). */
export type BreakerSetting = 'off' | 'stops' | 'rolls-back';

/**
 * What goes wrong with tasks started from now on (world/failures.ts). `stuck` tasks stay PENDING until it is cleared.
 * What is of a new release doesn't ail the tasks of its rollback.
 */
export type TaskFailure =
  | 'image-pull'
  | 'image-denied'
  | 'image-unreachable'
  | 'image-registry-limit'
  | 'image-architecture'
  | 'image-disk'
  | 'image-pull-new'
  | 'image-auth'
  | 'secret-missing'
  | 'secret-deleted'
  | 'secret-denied'
  | 'secret-key-missing'
  | 'secret-unreachable'
  | 'key-denied'
  | 'log-group'
  | 'log-denied'
  | 'role-missing'
  | 'file-system'
  | 'network-interface'
  | 'command'
  | 'container-start'
  | 'container-create'
  | 'task-resources'
  | 'crash'
  | 'out-of-memory'
  | 'killed'
  | 'segmentation-fault'
  | 'told-to-end'
  | 'finished'
  | 'wrong-architecture'
  | 'database-unreachable'
  | 'database-credentials'
  | 'name-not-found'
  | 'certificate'
  | 'unauthorized'
  | 'permission'
  | 'environment'
  | 'port-in-use'
  | 'unreachable'
  | 'database-pool'
  | 'own-memory'
  | 'file-permission'
  | 'container-exited'
  | 'stopped-by-hand'
  | 'spot'
  | 'infrastructure'
  | 'unheard-of'
  | 'no-capacity'
  | 'too-small'
  | 'too-small-cpu'
  | 'host-port'
  | 'agent'
  | 'interfaces'
  | 'placement'
  | 'quota'
  | 'quota-tasks'
  | 'size-limit'
  | 'internal-error'
  | 'addresses'
  | 'throttled'
  | 'deployment-settings'
  | 'service-role'
  | 'target-group-missing'
  | 'cannot-start'
  | 'unhealthy'
  | 'target-timeout'
  | 'target-status'
  | 'target-refused'
  | 'target-timeout-in-grace'
  | 'target-status-in-grace'
  | 'target-internal'
  | 'target-unused'
  | 'target-unusable'
  | 'container-health'
  | 'unhealthy-in-discovery'
  | 'stuck';

/** Which service: the same cluster name in two regions is two clusters. */
export interface ServiceKey {
  region: string;
  cluster: string;
  service: string;
}

/** What a blue/green deployment goes through (ECS API, ServiceDeploymentLifecycleStage), test traffic left out. */
export const STAGES = [
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP',
] as const;
export type Stage = (typeof STAGES)[number];

/** A PAUSE hook of a blue/green service (ECS API, DeploymentLifecycleHook). */
export interface PauseSeed {
  stage: Stage;
  /** 1440 if left out, as ECS. */
  timeoutMinutes?: number;
  /** ROLLBACK if left out, as ECS. */
  timeoutAction?: 'CONTINUE' | 'ROLLBACK';
}

/** A service as it stands when the world begins: rolled out, steady, one successful service deployment. */
export interface ServiceSeed extends ServiceKey {
  container: string;
  image: string;
  desired: number;
  /** Which stack the page shows it under; the cluster's name if left out. */
  stack?: string;
  /** `off` if left out, as for the real gateway services. */
  breaker?: BreakerSetting;
  /** Where its deployments wait for somebody. A service with such hooks is blue/green, else it is rolling. */
  pauses?: readonly PauseSeed[];
  /** The service's name if left out. */
  taskDefinitionFamily?: string;
  /** Whether commands can be run in its tasks; they can if left out, as for the real gateway services. */
  exec?: boolean;
  /** Where its container writes its log; no log at all if left out. */
  logGroup?: string;
  /** Variables of its container, besides AWS_REGION: name and value. */
  environment?: Readonly<Record<string, string>>;
  /** What its container is given when a task starts: name and `valueFrom` (ECS API, Secret). */
  secrets?: Readonly<Record<string, string>>;
  /** What its load balancer asks and takes for healthy; `/health` and `200` if left out. */
  healthCheck?: { readonly path: string; readonly codes: string };
  /** Of the task definition; 1 if left out. */
  revision?: number;
  /** Percent of desired that must stay healthy in a rollout; 66 if left out. */
  minimumHealthyPercent?: number;
  /** Percent of desired that may run or start in a rollout; 200 if left out. */
  maximumPercent?: number;
}

/** How long things take, in milliseconds. */
export interface Pace {
  /** How often the scheduler looks. */
  tickMs: number;
  /** From PENDING to RUNNING. */
  startMs: number;
  /** From RUNNING to healthy. */
  healthyMs: number;
  /** From being told to stop to STOPPED. */
  drainMs: number;
}

/** Slow enough to watch, quick enough to wait for. */
export const defaultPace: Pace = { tickMs: 250, startMs: 4000, healthyMs: 3000, drainMs: 3000 };

/** What a pull of an image's name gets now: its digest, or undefined where it isn't there. */
export type Pull = (image: string) => string | undefined;

/** What a world is made of. */
export interface WorldOptions {
  /** 12 digits. */
  account: string;
  services: readonly ServiceSeed[];
  pace?: Partial<Pace>;
  /** Where images come from; without it every image is there, and its digest is that of its name. */
  pull?: Pull;
  /** When the world begins, in milliseconds since the epoch. */
  startAt: number;
}
