import { Redis } from 'ioredis';
import type { Operation } from '../../src/domain/operation/operation.ts';
import { redisHistory } from '../../src/jobs/history/redis-history.ts';
import { keysOf } from '../../src/jobs/ledger/keys.ts';
import type { OperationSet } from '../../src/jobs/operations-folder.ts';
import { registry } from '../support/values.ts';
import type { TestWorldOptions } from '../support/wheelhouse.ts';
import { oneGoodEnd, openTeam, REGISTRY, type Scene, type Team, type Test } from './scene.ts';

/** A step with an outside effect, as a run of a play has it. */
export interface PlayedEffect {
  /** Its id; one that ends in a hyphen is how the ids of errands begin. */
  readonly id: string;
  readonly title: string;
  /** Where it has its effect: a call of AWS, or Wheelhouse's own store. */
  readonly in: 'ecs' | 'store';
  /** At how many of its moments a worker dies: at all, at those that tell most, or at none, since another play does it. */
  readonly moments: 'all' | 'telling' | 'none';
}

/** How a run comes to its end with all these effects, in a world that is made for it. */
export interface Play {
  readonly name: string;
  readonly command: string;
  readonly options: TestWorldOptions;
  readonly effects: readonly PlayedEffect[];
  /** Whether a worker also dies while it waits, and around its end. */
  readonly whole: boolean;
  /** How its root message begins when it is over. */
  readonly icon: string;
  readonly prepare: (scene: Scene) => Promise<void>;
  /** What people do while it runs. */
  readonly meanwhile: (scene: Scene) => Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

const effectsOf = ({ steps }: Operation, moments: Readonly<Record<string, PlayedEffect['moments']>>) =>
  steps.flatMap((step): PlayedEffect[] => {
    const chosen = moments[step.id];
    if (step.kind !== 'effect' || chosen === undefined) return [];
    return [
      {
        id: step.id,
        title: step.title,
        in: step.call?.startsWith('ecs:') ? 'ecs' : 'store',
        moments: chosen,
      },
    ];
  });

/** An operation's example, with the effects that every run of it has. */
function exampleOf(operation: Operation): Play {
  const always = operation.steps.filter((step) => step.kind === 'effect' && step.when === 'always');
  return {
    name: `/ops ${operation.spec.example}`,
    command: operation.spec.example,
    options: {},
    effects: effectsOf(operation, Object.fromEntries(always.map(({ id }) => [id, 'all' as const]))),
    whole: true,
    icon: ':white_check_mark:',
    prepare: nothing,
    meanwhile: nothing,
  };
}

/** An image that ran a day ago and ended well is in ECR, and remembered. */
async function remembered({ world }: Scene): Promise<void> {
  const digest = world.ecr.push(registry.region, 'mcp-gateway-registry', { tag: 'v0' });
  const redis = new Redis(world.redis.url);
  const at = Date.now() - 48 * 3_600_000;
  const [deployment] = world.ecs.service(REGISTRY.region, REGISTRY.cluster, REGISTRY.service).deployments;
  await redisHistory(redis, keysOf(world.redis.keyspace), 3_600_000).remember(registry, {
    id: 'ecs-svc/0',
    taskDefinition: deployment?.taskDefinition ?? '',
    images: [{ container: registry.container, image: 'mcp-gateway-registry:v0', digest }],
    at,
    end: { kind: 'succeeded', at },
  });
  redis.disconnect();
}

const ALARM = 'mcp-gateway-v2-registry-cpu-high';

/** Plays in which steps are taken that not every run takes, by the operation that they are of. */
const MORE: Readonly<Record<string, (operation: Operation, example: Play) => readonly Play[]>> = {
  rollback: (operation, example) => [
    {
      ...example,
      effects: effectsOf(operation, { register: 'telling', ask: 'all', lock: 'all' }),
      prepare: remembered,
    },
    {
      ...example,
      name: `/ops ${example.command}, while a deployment from outside is under way`,
      effects: effectsOf(operation, { stop: 'telling', lock: 'none' }),
      whole: false,
      async prepare({ world }) {
        world.ecs.script(REGISTRY, { kind: 'crash' });
        world.ecs.world.update(REGISTRY, { force: true });
      },
    },
  ],
  deploy: (operation, example) => [
    example,
    {
      ...example,
      name: `/ops ${example.command}, taken back because an alarm rings`,
      options: { alarms: [ALARM] },
      effects: effectsOf(operation, {
        register: 'none',
        ask: 'none',
        'back-register': 'telling',
        'back-ask': 'telling',
      }),
      whole: false,
      icon: ':leftwards_arrow_with_hook:',
      async meanwhile({ person, world }) {
        await person.rootReads(/watching alarms/);
        world.sandbox.cloudwatch(registry.account).set(registry.region, ALARM, 'ALARM');
        await person.click('Roll back');
      },
    },
    {
      ...example,
      name: `/ops ${example.command}, continued at a PAUSE hook`,
      options: { pauses: [{ stage: 'POST_SCALE_UP' }] },
      effects: [
        ...effectsOf(operation, { register: 'none', ask: 'none' }),
        { id: 'hook-', title: 'answer the PAUSE hook', in: 'ecs', moments: 'telling' },
      ],
      whole: false,
      async meanwhile({ person }) {
        await person.click('Continue');
      },
    },
  ],
  restart: (operation, example) => [
    example,
    {
      ...example,
      name: '/ops restart registry --pin, after its tag has moved',
      command: 'restart registry --pin',
      effects: effectsOf(operation, { register: 'telling', ask: 'none' }),
      whole: false,
      async prepare({ world }) {
        world.ecr.push(registry.region, 'mcp-gateway-registry', { tag: 'latest' });
      },
    },
  ],
};

/** The example of every operation that the build loads, and what else its runs may do. */
export const playsOf = (operations: OperationSet): readonly Play[] =>
  operations.all.flatMap((operation) => {
    const example = exampleOf(operation);
    return MORE[operation.spec.name]?.(operation, example) ?? [example];
  });

/** The play of an operation's example alone. */
export const examplePlays = (operations: OperationSet): readonly Play[] =>
  playsOf(operations).filter(({ whole }) => whole);

/** Opens a team in a play's world, ready for its command. */
export async function openPlay(test: Test, { options, prepare }: Play): Promise<Team> {
  const team = await openTeam(test, options);
  await prepare(team);
  return team;
}

/** Waits for the one end that a play comes to, with each of its effects once. Answers the thread. */
export const itsEnd = (scene: Scene, { effects, icon }: Play): Promise<string[]> =>
  oneGoodEnd(scene, {
    of: effects.length,
    inEcs: effects.filter((effect) => effect.in === 'ecs').length,
    icon,
  });
