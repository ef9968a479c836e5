import { expect, type TestContext, vi } from 'vitest';
import type { RecordedCall } from '../../sandbox/ecs/http/record.ts';
import type { Role, WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { type TestWorld, type TestWorldOptions, testWorld } from '../support/wheelhouse.ts';
import { storyFaults } from './chaos-oracle.ts';

/** A process and its own way to Redis. */
export interface Member {
  readonly process: WheelhouseProcess;
  readonly redis: RedisProxy;
  kill(): Promise<void>;
}

/** A world of its own, and what a person does and sees in it. */
export interface Scene {
  readonly world: TestWorld;
  readonly person: ReturnType<typeof story>;
  start(role: Role): Promise<Member>;
}

/** Vitest's own, of the test that is running: tests at the same time each have theirs. */
export type Test = Pick<TestContext, 'onTestFinished' | 'onTestFailed'>;

/** The registry's name in the sandbox's ECS. */
export const REGISTRY = {
  region: registry.region,
  cluster: registry.cluster,
  service: registry.ecsService,
} as const;

/**
 * Runs up to three tests of this file at the same time, each in a world of its own: most of their time is waiting
 * for leases. More would wait for the processor instead.
 */
export function threeAtOnce(): void {
  vi.setConfig({ maxConcurrency: 3 });
}

/** What the last lines of a process's log are worth when a test has failed. */
const TAIL = -4_000;

/** Opens a world, which ends with the test. Of a test that fails it tells what the channel and the logs say. */
export async function openScene(test: Test, options?: TestWorldOptions): Promise<Scene> {
  const world = await testWorld(options);
  const person = story(world);
  const proxies: RedisProxy[] = [];
  const processes: WheelhouseProcess[] = [];
  test.onTestFailed(({ task }) => {
    const roots = person.roots().flatMap((root) => [root, ...root.thread].map(readable));
    const logs = processes.map(({ role, pid, output }) => `--- ${role} ${pid}\n${output().slice(TAIL)}`);
    console.error([`${task.name} failed. The channel:`, ...roots, ...person.whispers(), ...logs].join('\n'));
  });
  test.onTestFinished(async () => {
    for (const proxy of proxies) await proxy.stop();
    await world.stop();
  });
  return {
    world,
    person,
    async start(role) {
      const redis = await startRedisProxy(world.redis.url);
      proxies.push(redis);
      const process = await world.start(role, redis.url);
      processes.push(process);
      return { process, redis, kill: () => process.signal('SIGKILL') };
    },
  };
}

/** A scene with its first bot and its first worker. */
export interface Team extends Scene {
  readonly bot: Member;
  readonly worker: Member;
}

/** Opens a world with a bot and a worker. */
export async function openTeam(test: Test, options?: TestWorldOptions): Promise<Team> {
  const scene = await openScene(test, options);
  const [bot, worker] = await Promise.all([scene.start('bot'), scene.start('worker')]);
  return { ...scene, bot, worker };
}

/** AWS names what only reads so. */
const READS = /^(Describe|List|Get|BatchGet|Assume)/;

/** Whether a call of AWS changes something. */
export const changes = (call: string): boolean => !READS.test(call);

/** What really changed in ECS, whatever was asked of it, oldest first. */
export const effects = ({ world }: Pick<Scene, 'world'>): RecordedCall[] =>
  world.ecs.record.filter(({ call, didIt }) => didIt && changes(call));

/** A message that tells an end: `*#12 done* after 3 s: …` */
const END = /\*#(\d+) [^*]+\* after /;

/** A message that tells an outside effect, made or found. */
const EFFECT = /^:gear: /;

/** How the only run of a scene must have ended. */
interface GoodEnd {
  /** How many effects it tells; one unless told. */
  readonly of?: number;
  /** How many of them are calls of ECS; all unless told. */
  readonly inEcs?: number;
  /** How many effects may have happened without being told: an errand isn't read back once nothing calls for it. */
  readonly untold?: number;
  readonly icon?: string;
  readonly target?: string;
  readonly takenBack?: number;
}

/**
 * Waits for the end of the only run there is, and holds it against the promises: it ended so (well, unless told) and
 * says it once, in one root and one thread without a repetition; no edit took that end back (but for `takenBack`); it
 * had exactly these effects, so many of them in ECS; it holds nothing any more. Needs a living bot. Answers the thread.
 */
export async function oneGoodEnd(
  scene: Scene,
  {
    of = 1,
    inEcs = of,
    untold = 0,
    icon = ':white_check_mark:',
    target = 'registry',
    takenBack = 0,
  }: GoodEnd = {},
): Promise<string[]> {
  const { person, world } = scene;
  const root = await person.rootReads(/after \d+ (ms|s|min)/);
  const thread = await person.threadReads(END);
  expect(readable(root).startsWith(`${icon} *#1 `), readable(root)).toBe(true);
  expect(thread.filter((text) => END.test(text))).toHaveLength(1);
  expect(thread.at(-1)).toMatch(END);
  expect(new Set(thread).size, thread.join('\n')).toBe(thread.length);
  const told = thread.filter((text) => EFFECT.test(text)).length;
  expect(told, thread.join('\n')).toBeGreaterThanOrEqual(of - untold);
  expect(told, thread.join('\n')).toBeLessThanOrEqual(of);
  expect(person.roots()).toHaveLength(1);
  expect(storyFaults(world.sandbox.slack.record), 'ends taken back').toHaveLength(takenBack);
  expect(
    effects(scene).map(({ call }) => call),
    'what was changed in ECS',
  ).toHaveLength(inEcs);

  await heldByNobody(scene, target);
  return thread;
}

/** Asks for a service's status, which must say of no run that it holds the service. */
export async function heldByNobody(
  { person, world }: Pick<Scene, 'person' | 'world'>,
  target: string,
): Promise<void> {
  const before = person.whispers().length;
  await person.ops(`status ${target}`);
  const status = await world.sandbox.slack.waitFor(() =>
    person
      .whispers()
      .slice(before)
      .find((text) => text.includes('tasks running')),
  );
  expect(status).not.toContain('Held by');
  expect(status).not.toContain("can't be read");
}

/**
 * Types a command as a person does: again after "Not confirmed" (a busy machine may need more than the time for an
 * answer) unless the channel shows by then that it was stored, until it is accepted or the run of an earlier try holds the
 * target. Resolves when there is run #1.
 */
export async function begin({ person }: Pick<Scene, 'person'>, command: string): Promise<void> {
  const isTold = (): boolean => person.roots().some((root) => /#1\b/.test(readable(root)));
  const typed = async (): Promise<boolean> => {
    if (isTold()) return true;
    await person.ops(command);
    return /Accepted as \*#1\*|#1 \([^)]+\) holds/.test(person.whispers().at(-1) ?? '');
  };
  const show = () => person.whispers().slice(-3);
  await waitFor(typed, { what: `run #1 of "${command}"`, show });
}

/** How long the notifier may be silent between two messages of one turn. */
const QUIET_MS = 1_500;

/** Waits until a bot that came after `since` has told Slack something, or looked something up there, and is done. */
export async function toldAfter({ world }: Scene, since: number): Promise<void> {
  const { record } = world.sandbox.slack;
  const isDone = (): boolean => {
    const last = record.findLast(({ at, method }) => at > since && /^(chat|conversations)\./.test(method));
    return last !== undefined && Date.now() - last.at > QUIET_MS;
  };
  await waitFor(isDone, { what: 'the next bot to tell the rest' });
}
