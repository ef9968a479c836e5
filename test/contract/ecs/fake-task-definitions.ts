import type { TaskDefinitionState } from '../../../sandbox/ecs/world/state.ts';
import type { World } from '../../../sandbox/ecs/world/world.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { TaskDefinition, TaskDefinitions } from '../../../src/domain/ports/task-definitions.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { containerOf } from './fake-container.ts';

/** The port on a sandbox's world without HTTP. */
export interface FakeTaskDefinitions extends TaskDefinitions {
  /** What was registered through it, oldest first. */
  readonly registered: readonly string[];
  /** The next registration answers this fault; with `after` it has been done all the same. */
  failNext(fault: Fault, when?: 'before' | 'after'): void;
}

const RUN = 'wheelhouse:run';
const IMAGE = 'wheelhouse:image-tag';

/** A field that was registered, under the name that the port gives it. */
const textOf = (rest: TaskDefinitionState['rest'], field: string, name: string): Record<string, string> => {
  const value = rest[field];
  return typeof value === 'string' ? { [name]: value } : {};
};

const said = (from: TaskDefinitionState): TaskDefinition => {
  const imageTag = from.tags.find(({ key }) => key === IMAGE)?.value;
  const registeredBy = from.tags.find(({ key }) => key === RUN)?.value;
  const runtime = from.rest['runtimePlatform'];
  const isArm =
    typeof runtime === 'object' && runtime !== null && Reflect.get(runtime, 'cpuArchitecture') === 'ARM64';
  return {
    arn: from.arn,
    family: from.family,
    revision: from.revision,
    status: from.status,
    containers: from.containers.map(containerOf),
    platform: isArm ? 'linux/arm64' : 'linux/amd64',
    ...textOf(from.rest, 'cpu', 'cpu'),
    ...textOf(from.rest, 'memory', 'memory'),
    ...textOf(from.rest, 'executionRoleArn', 'executionRole'),
    ...textOf(from.rest, 'taskRoleArn', 'taskRole'),
    ...(registeredBy === undefined ? {} : { registeredBy }),
    ...(imageTag === undefined ? {} : { imageTag }),
  };
};

/** Makes the fake. Its world goes on to the clock's time at each call, and only then. */
export const fakeTaskDefinitions = (world: World, clock: Clock): FakeTaskDefinitions => {
  const registered: string[] = [];
  const planned: { fault: Fault; when: 'before' | 'after' }[] = [];
  const all = (region: string): readonly TaskDefinitionState[] => {
    world.advanceTo(clock.now());
    return world.read().taskDefinitions.filter((one) => one.region === region);
  };
  const unknown = (call: string) =>
    err<Fault>({ kind: 'invalid', call, detail: 'Unable to describe task definition.' });

  return {
    registered,
    failNext: (fault, when = 'before') => {
      planned.push({ fault, when });
    },
    async describe({ region }, arn) {
      const found = all(region).find((one) => one.arn === arn);
      return found ? ok(said(found)) : unknown('ecs:DescribeTaskDefinition');
    },
    async newestRevision({ region }, family) {
      const active = all(region).filter((one) => one.family === family && one.status === 'ACTIVE');
      return ok(Math.max(0, ...active.map(({ revision }) => revision)));
    },
    async register({ region }, { copyOf, container, image, run, imageTag }) {
      const plan = planned.shift();
      if (plan?.when === 'before') return err(plan.fault);
      const from = all(region).find((one) => one.arn === copyOf);
      if (!from) return unknown('ecs:DescribeTaskDefinition');
      if (!from.containers.some(({ name }) => name === container))
        return err({
          kind: 'missing',
          call: 'ecs:RegisterTaskDefinition',
          what: `container ${container}`,
          detail: '',
        });
      const made = world.register(region, from.family, {
        containers: from.containers.map((one) => (one.name === container ? { ...one, image } : one)),
        rest: from.rest,
        tags: [
          ...from.tags.filter(({ key }) => key !== RUN && key !== IMAGE && !key.startsWith('aws:')),
          { key: RUN, value: run },
          ...(imageTag === undefined ? [] : [{ key: IMAGE, value: imageTag }]),
        ],
      });
      registered.push(made.arn);
      return plan ? err(plan.fault) : ok(said(made));
    },
    async findByRun({ region }, { family, run, after }) {
      const found = all(region).findLast(
        (one) =>
          one.family === family &&
          one.status === 'ACTIVE' &&
          one.revision > after &&
          one.tags.some(({ key, value }) => key === RUN && value === run),
      );
      return ok(found ? said(found) : 'absent');
    },
  };
};
