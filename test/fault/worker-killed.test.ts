import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;
let worker: WheelhouseProcess;

beforeEach(async () => {
  world = await testWorld();
  await world.start('bot');
  worker = await world.start('worker');
  person = story(world);
});
afterEach(() => world.stop());

/** How many restarts ECS really made, whatever was asked of it. */
const restartsMade = (): number => world.ecs.calls('UpdateService').filter((call) => call.didIt).length;

/** The run ended once, truthfully, and holds nothing any more. */
async function expectOneGoodEnd(): Promise<string[]> {
  const root = await person.rootReads(/done after/, 60_000);
  const thread = await person.threadReads(/done\* after/);
  expect(thread.filter((text) => /\*#1 \w+\* after/.test(text))).toHaveLength(1);
  expect(person.roots()).toHaveLength(1);
  expect(readable(root)).toContain('2 of 2 tasks are new and running');
  expect(restartsMade()).toBe(1);
  await person.ops('status registry');
  const status = await world.sandbox.slack.waitFor(() =>
    person.whispers().find((text) => text.includes('is steady')),
  );
  expect(status).not.toContain('Held by');
  return thread;
}

describe('a worker is killed with SIGKILL', () => {
  it('before it has asked ECS for anything: another one asks, once', async () => {
    const check = world.ecs.faults.hold('DescribeServices', 'before');
    await person.ops('restart registry');
    await check.held;
    await worker.signal('SIGKILL');
    expect(restartsMade()).toBe(0);
    await world.start('worker');
    await expectOneGoodEnd();
  });

  it('with its request on the way, which never takes effect: another one looks for it, then asks once', async () => {
    const update = world.ecs.faults.hold('UpdateService', 'before');
    await person.ops('restart registry');
    await update.held;
    await worker.signal('SIGKILL');
    expect(restartsMade()).toBe(0);
    await world.start('worker');
    await expectOneGoodEnd();
  });

  it('after ECS did it and before it could be written down: another one finds and follows it, and says so', async () => {
    const update = world.ecs.faults.hold('UpdateService', 'after');
    await person.ops('restart registry');
    await update.held;
    await worker.signal('SIGKILL');
    expect(restartsMade()).toBe(1);
    await world.start('worker');
    const thread = await expectOneGoodEnd();
    expect(thread.join('\n')).toContain(
      "begun after this run asked, and follows it instead of asking twice. ECS doesn't say who began it.",
    );
  });

  it('while it waits for the rollout: another one waits on', async () => {
    world.ecs.script(
      { region: registry.region, cluster: registry.cluster, service: registry.ecsService },
      { kind: 'stuck' },
    );
    await person.ops('restart registry');
    await person.rootReads(/0 of 2 new tasks/);
    await worker.signal('SIGKILL');
    await world.start('worker');
    world.ecs.script(
      { region: registry.region, cluster: registry.cluster, service: registry.ecsService },
      undefined,
    );
    await expectOneGoodEnd();
  });
});

describe('UpdateService gives no clear answer', () => {
  it.each([
    ['500', { kind: 'status', status: 500, when: 'after' }],
    ['a cut connection', { kind: 'reset', when: 'after' }],
  ] as const)('%s, after having done it: it is found and followed, not repeated', async (_how, fault) => {
    world.ecs.faults.next('UpdateService', fault);
    await person.ops('restart registry');
    const thread = await expectOneGoodEnd();
    expect(thread.join('\n')).toContain('Looking whether it happened before anything else is done');
    expect(world.ecs.calls('UpdateService')).toHaveLength(1);
  });

  it('500 without having done it: the run asks a human, keeps its lock, and asks ECS once more when told to', async () => {
    world.ecs.faults.next('UpdateService', { kind: 'status', status: 500, when: 'before' });
    await person.ops('restart registry');
    await person.rootReads(/needs you/);
    const question = (await person.threadReads(/Nothing more is done until somebody says/)).at(-1);
    expect(question).toContain('`/ops resume 1 happened`');
    expect(restartsMade()).toBe(0);
    await person.ops('restart registry');
    expect(person.whispers().at(-1)).toContain('#1 (restart) holds');

    await person.ops('resume 1 didnt');
    await expectOneGoodEnd();
    await person.ops('resume 1 happened');
    expect(person.whispers().some((text) => text.includes("#1 isn't waiting for an answer"))).toBe(true);
  });
});
