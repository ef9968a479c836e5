import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;
let worker: WheelhouseProcess;
const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };

beforeAll(async () => {
  world = await testWorld();
  await world.start('bot');
  worker = await world.start('worker');
  person = story(world);
});
afterAll(() => world.stop());

const whisper = async (text: string, user?: string): Promise<string> => {
  await person.ops(text, user);
  return person.whispers(user).at(-1) ?? '';
};
const effects = (): number => world.ecs.calls('UpdateService').length;
/** Types it, and waits until everybody in the channel reads so. */
const announced = async (text: string, pattern: RegExp): Promise<string> => {
  await person.ops(text);
  return readable(await person.rootReads(pattern));
};

/** Waits until so many messages of the channel read so. */
const channelReads = (pattern: RegExp, count = 1): Promise<unknown> =>
  world.sandbox.slack.waitFor(
    () => person.roots().filter((root) => pattern.test(readable(root))).length >= count,
  );

describe('a freeze', () => {
  it('refuses a restart with who, why and until when; once it is lifted the restart is done', async () => {
    const before = effects();
    const frozen = await announced(
      'freeze production --reason "peak sales" --until 2h',
      /\*production\* is frozen until/,
    );
    expect(frozen).toContain('by <@U0OPERATOR>: “peak sales”');

    expect(await whisper('restart registry')).toMatch(
      /Nothing was started: \*production\* is frozen until .* UTC> by <@U0OPERATOR>: “peak sales”/,
    );
    expect(effects()).toBe(before);

    await announced('unfreeze production', /\*production\* isn't frozen any more/);
    await person.ops('restart registry');
    await person.rootReads(/registry\* done/);
    expect(effects()).toBe(before + 1);
  });

  it('is shown by status, locks and refusals; a run that has begun to change something goes on to its end', async () => {
    world.ecs.script(key, { kind: 'stuck' });
    await person.ops('restart registry');
    await person.rootReads(/0 of 2 new tasks/);
    await announced(
      'freeze all --reason incident',
      /\*everything\* is frozen until[\s\S]*Under way there: \*#\d+\* restart/,
    );

    const line = /\*everything\* is frozen until .* by <@U0OPERATOR>: “incident”/;
    await person.ops('status registry', STRANGER);
    await world.sandbox.slack.waitFor(() => person.whispers(STRANGER).find((text) => line.test(text)));
    const locks = await whisper('locks', STRANGER);
    expect(locks).toMatch(line);
    expect(locks).toMatch(/\*#\d+\* restart holds prod-us-east-1\/registry · since/);

    const refused = await whisper('restart registry');
    expect(refused).toMatch(/#\d+ \(restart\) holds \*prod-us-east-1\/registry\*/);
    expect(refused).toMatch(line);

    world.ecs.script(key, undefined);
    // What has changed something goes on to its end, frozen or not.
    await channelReads(/registry\* done after/, 2);
    expect(await whisper('locks')).toMatch(line);
    await announced('unfreeze all', /\*everything\* isn't frozen any more/);
  });
});

describe('a freeze that comes while a run waits for a worker', () => {
  it('ends the run before it changes anything, and its message says why', async () => {
    await worker.signal('SIGTERM');
    const before = effects();
    await person.ops('restart auth');
    await person.rootReads(/auth\* accepted, begins as soon as a worker is free/);
    await person.ops('freeze prod-us-east-1/auth --reason "data migration"');
    await channelReads(/^:snowflake: \*prod-us-east-1\/auth\* is frozen until/);
    worker = await world.start('worker');
    await channelReads(
      /auth\* not started · .*\n\*prod-us-east-1\/auth\* is frozen until .*“data migration”\. Nothing was changed\./,
    );
    expect(effects()).toBe(before);
    await person.ops('unfreeze auth');
  });
});

describe('a lock', () => {
  it('keeps what may bring other code off a service until somebody unlocks it', async () => {
    const before = effects();
    await announced('lock auth --reason "rolled back"', /\*prod-us-east-1\/auth\* is locked against deploys/);
    expect(await whisper('restart auth')).toMatch(
      /Nothing was started: \*prod-us-east-1\/auth\* is locked against deploys since .* by <@U0OPERATOR>: “rolled back”/,
    );
    expect(effects()).toBe(before);
    await announced('unlock auth', /\*prod-us-east-1\/auth\* isn't locked any more/);
    await person.ops('restart auth');
    await person.rootReads(/auth\* done/);
    expect(effects()).toBe(before + 1);
  });
});
