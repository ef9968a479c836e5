import { createHash } from 'node:crypto';
import { beginDeployment, rollBack } from './deployment.ts';
import { Ids } from './ids.ts';
import { imagesOf } from './images.ts';
import type { Pace, PauseSeed, Pull, ServiceKey, TaskFailure, WorldOptions } from './options.ts';
import { defaultPace } from './options.ts';
import { look } from './scheduler.ts';
import { seedService, seedTaskDefinition, taskDefinitionArn } from './seed.ts';
import * as say from './sentences.ts';
import { waitingHook } from './stages.ts';
import type { ServiceDeploymentState, ServiceState, TaskDefinitionState } from './state.ts';
import { inFlight, primaryOf } from './state.ts';
import { forgetOldTasks } from './tasks.ts';

/** Everything there is in all regions, as plain data. */
export interface WorldState {
  services: ServiceState[];
  taskDefinitions: TaskDefinitionState[];
}

/** What an update changes. A new deployment begins when forced or when the task definition differs. */
export interface ServiceChange {
  force: boolean;
  taskDefinition?: string;
  desired?: number;
}

const digestOfName: Pull = (image) =>
  /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? `sha256:${createHash('sha256').update(image).digest('hex')}`;

const isAt = (service: ServiceState, key: ServiceKey): boolean =>
  service.region === key.region && service.cluster === key.cluster && service.name === key.service;

/**
 * ECS as a state machine. It has no clock of its own: `advanceTo` lets happen what is due by then, in ticks of the
 * pace, so the outcome doesn't depend on how often it is called. The same calls give the same world.
 */
export class World {
  readonly account: string;
  readonly pace: Pace;
  #state: WorldState;
  readonly #pull: Pull;
  #ids = new Ids();
  #now: number;
  #nextTick: number;
  #lagMs = 0;
  #moved: () => void = () => undefined;
  #history: { at: number; state: WorldState }[] = [];

  constructor(options: WorldOptions) {
    this.account = options.account;
    const pull: Pull = options.pull ?? digestOfName;
    this.#pull = pull;
    this.pace = { ...defaultPace, ...options.pace };
    this.#now = options.startAt;
    this.#nextTick = options.startAt + this.pace.tickMs;
    const taskDefinitions = options.services.map((seed) =>
      seedTaskDefinition(seed, options.account, options.startAt),
    );
    const services = options.services.map((seed) => {
      const taskDefinition = seedTaskDefinition(seed, options.account, options.startAt);
      return seedService(seed, taskDefinition, options.account, options.startAt, this.#ids, pull);
    });
    this.#state = {
      services,
      taskDefinitions: taskDefinitions.filter(
        (one, index) => taskDefinitions.findIndex((other) => other.arn === one.arn) === index,
      ),
    };
  }

  /** The time up to which everything has happened. */
  get now(): number {
    return this.#now;
  }

  /** Lets everything happen up to this time. Going back does nothing. Answers whether anything changed. */
  advanceTo(time: number): boolean {
    let changed = false;
    while (this.#nextTick <= time) {
      if (this.#state.services.every((service) => service.steady)) {
        // Nothing can happen by itself: skip to the last tick before this time.
        const ticks = Math.floor((time - this.#nextTick) / this.pace.tickMs) + 1;
        this.#nextTick += ticks * this.pace.tickMs;
        break;
      }
      let ticked = false;
      for (const service of this.#state.services) {
        if (!service.steady)
          ticked = look(service, this.#nextTick, this.pace, this.#ids, this.#pull) || ticked;
      }
      if (ticked) this.#remember(this.#nextTick);
      changed = ticked || changed;
      this.#nextTick += this.pace.tickMs;
    }
    this.#now = Math.max(this.#now, time);
    for (const service of this.#state.services) forgetOldTasks(service, this.#now);
    if (changed) this.#moved();
    return changed;
  }

  /** Has this told each time that something has happened by itself, whoever let the time pass: a world has one such listener. */
  whenMoved(listener: () => void): void {
    this.#moved = listener;
  }

  /** What reads see: the present, or the past while reads lag behind. Not to be changed by the reader. */
  read(): WorldState {
    if (this.#lagMs === 0) return this.#state;
    const then = this.#now - this.#lagMs;
    return this.#history.findLast((one) => one.at <= then)?.state ?? this.#history[0]?.state ?? this.#state;
  }

  /** The present, whatever reads see: a copy. Throws when there is no such service. */
  service(key: ServiceKey): ServiceState {
    return structuredClone(this.#find(key));
  }

  /** All services as they are now: copies. */
  services(): ServiceState[] {
    return structuredClone(this.#state.services);
  }

  /** From now on reads lag this many milliseconds behind writes; 0 ends it. */
  setReadLag(lagMs: number): void {
    this.#lagMs = lagMs;
    this.#history = [];
    this.#remember(this.#now);
  }

  /** UpdateService. Effective at once; answers the service as ECS returns it, or undefined when it isn't there. */
  update(key: ServiceKey, change: ServiceChange): ServiceState | undefined {
    const service = this.#state.services.find((one) => isAt(one, key));
    if (service === undefined) return undefined;
    if (change.desired !== undefined && change.desired !== service.desired) {
      service.desired = change.desired;
      service.steady = false;
    }
    const current = primaryOf(service).taskDefinition;
    const taskDefinition = change.taskDefinition ?? current;
    if (change.force || taskDefinition !== current) {
      const found = this.#state.taskDefinitions.find((one) => one.arn === taskDefinition);
      const images = found ? imagesOf(found, this.#pull) : [];
      beginDeployment(service, { taskDefinition, images }, this.#now, this.#ids);
    }
    this.#remember(this.#now);
    return structuredClone(service);
  }

  /** StopServiceDeployment with ROLLBACK. `not-in-flight` when it has ended or is already going back. */
  requestRollback(arn: string): 'requested' | 'not-in-flight' | 'unknown' {
    for (const service of this.#state.services) {
      const one = service.serviceDeployments.find((other) => other.arn === arn);
      if (one === undefined) continue;
      if (!inFlight(one) || one.status.startsWith('ROLLBACK')) return 'not-in-flight';
      Object.assign(one, {
        status: 'ROLLBACK_REQUESTED',
        updatedAt: this.#now,
      } satisfies Partial<ServiceDeploymentState>);
      this.#remember(this.#now);
      return 'requested';
    }
    return 'unknown';
  }

  /** ContinueServiceDeployment. `not-waiting` when the deployment doesn't wait at that hook (any more). */
  answerHook(
    arn: string,
    hookId: string,
    action: 'CONTINUE' | 'ROLLBACK',
  ): 'answered' | 'not-waiting' | 'unknown' {
    for (const service of this.#state.services) {
      const one = service.serviceDeployments.find((other) => other.arn === arn);
      if (one === undefined) continue;
      const hook = waitingHook(one);
      if (hook?.id !== hookId || one.status !== 'IN_PROGRESS') return 'not-waiting';
      hook.status = 'SUCCEEDED';
      if (action === 'ROLLBACK')
        rollBack(service, one, say.serviceDeploymentReason.rolledBackAtHook, this.#now, this.#ids);
      this.#remember(this.#now);
      return 'answered';
    }
    return 'unknown';
  }

  /**
   * From now on its deployments wait there for somebody, as after an UpdateService that sets lifecycle hooks. With any it
   * is blue/green and stays so: a deployment that waits goes on. Throws for an unknown service.
   */
  setPauses(key: ServiceKey, pauses: readonly PauseSeed[]): void {
    const service = this.#find(key);
    service.pauses = [...pauses];
    if (pauses.length > 0) service.strategy = 'BLUE_GREEN';
  }

  /** From now on tasks that start fail so; undefined heals it, stuck tasks included. Throws for an unknown service. */
  script(key: ServiceKey, failure: { kind: TaskFailure } | undefined): void {
    const service = this.#find(key);
    if (failure === undefined) delete service.failure;
    else service.failure = failure.kind;
    for (const task of service.tasks) {
      if (task.fate !== 'stuck' || task.lastStatus !== 'PENDING' || failure?.kind === 'stuck') continue;
      task.fate = failure === undefined || failure.kind === 'no-capacity' ? 'runs' : failure.kind;
      task.dueAt = this.#now + this.pace.startMs;
    }
  }

  /** Registers the next revision of a family, as a build pipeline would; answers its ARN. */
  registerTaskDefinition(region: string, family: string, image: string): string {
    const last = this.#revisionsOf(region, family).at(-1);
    if (last === undefined)
      throw new Error(`The sandbox has no task definition family ${family} in ${region}.`);
    const [main, ...others] = last.containers;
    const containers = main ? [{ ...main, image }, ...others] : [];
    return this.register(region, family, { containers, rest: last.rest, tags: [] }).arn;
  }

  /** RegisterTaskDefinition: the next revision of the family, the first where there is none. Answers a copy. */
  register(
    region: string,
    family: string,
    registered: Pick<TaskDefinitionState, 'containers' | 'rest' | 'tags'>,
  ): TaskDefinitionState {
    const revision = (this.#revisionsOf(region, family).at(-1)?.revision ?? 0) + 1;
    const arn = taskDefinitionArn(region, this.account, family, revision);
    const made: TaskDefinitionState = {
      ...structuredClone(registered),
      arn,
      region,
      family,
      revision,
      status: 'ACTIVE',
      registeredAt: this.#now,
    };
    this.#state.taskDefinitions.push(made);
    this.#remember(this.#now);
    return structuredClone(made);
  }

  /** DeregisterTaskDefinition: what runs it goes on; nothing new may run it. Undefined where there is none. */
  deregister(arn: string): TaskDefinitionState | undefined {
    const found = this.#state.taskDefinitions.find((one) => one.arn === arn);
    if (found === undefined) return undefined;
    found.status = 'INACTIVE';
    found.deregisteredAt ??= this.#now;
    this.#remember(this.#now);
    return structuredClone(found);
  }

  /** Every task definition there is by now, whatever reads see. Not to be changed by the reader. */
  get taskDefinitions(): readonly TaskDefinitionState[] {
    return this.#state.taskDefinitions;
  }

  #revisionsOf(region: string, family: string): TaskDefinitionState[] {
    return this.#state.taskDefinitions.filter((one) => one.region === region && one.family === family);
  }

  #find(key: ServiceKey): ServiceState {
    const service = this.#state.services.find((one) => isAt(one, key));
    if (service !== undefined) return service;
    const names = this.#state.services.map((one) => `${one.region}/${one.cluster}/${one.name}`);
    throw new Error(
      `The sandbox has no service ${key.region}/${key.cluster}/${key.service}. It has: ${names.join(', ')}.`,
    );
  }

  #remember(at: number): void {
    if (this.#lagMs === 0) return;
    this.#history.push({ at, state: structuredClone(this.#state) });
    const then = this.#now - this.#lagMs;
    const seen = this.#history.findLastIndex((one) => one.at <= then);
    if (seen > 0) this.#history.splice(0, seen);
  }
}
