/** What ECS does when a rollout can't start its tasks: nothing, stop it, or go back (DeploymentCircuitBreaker). */
export type BreakerSetting = 'off' | 'stops' | 'rolls-back';

/**
 * What goes wrong with tasks started from now on. `stuck` tasks stay PENDING until it is cleared. The first three are
 * of a new release: the tasks of a rollback don't have them.
 */
export type TaskFailure = 'image-pull' | 'crash' | 'unhealthy' | 'no-capacity' | 'stuck';

/** Which service: the same cluster name in two regions is two clusters. */
export interface ServiceKey {
  region: string;
  cluster: string;
  service: string;
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
  /** The service's name if left out. */
  taskDefinitionFamily?: string;
  /** Where its container writes its log; no log at all if left out. */
  logGroup?: string;
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

/** What a world is made of. */
export interface WorldOptions {
  /** 12 digits. */
  account: string;
  services: readonly ServiceSeed[];
  pace?: Partial<Pace>;
  /** When the world begins, in milliseconds since the epoch. */
  startAt: number;
}
