import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;

beforeAll(async () => {
  world = await testWorld();
  await world.start('bot');
  await world.start('worker');
  person = story(world);
});
afterAll(() => world.stop());

const service = () => world.ecs.service(registry.region, registry.cluster, registry.ecsService);

describe('/ops restart registry', () => {
  it('goes from Slack to ECS and back: new tasks run, one message tells it, one end is in its thread', async () => {
    const before = service().tasks.map((task) => task.id);
    const typed = await person.ops('restart registry --reason "memory leak"');
    expect(typed.outcome).toBe('acked');
    expect(person.whispers().at(-1)).toMatch(/Accepted as \*#1\*: restart prod-us-east-1\/registry/);

    const root = await person.rootReads(/done after/);
    expect(readable(root)).toMatch(
      /#1 restart prod-us-east-1\/registry\* done after \d+ s · <!date[^>]+>\n2 of 2 tasks are new and running/,
    );
    expect(readable(root)).toContain('Asked by <@U0OPERATOR> · memory leak · production');
    const thread = await person.threadReads(/done/);
    expect(thread).toHaveLength(2);
    expect(thread[0]).toMatch(/ECS began deployment ecs-svc\/\d+ of mcp-gateway-v2-registry:7/);

    expect(person.roots()).toHaveLength(1);
    expect(world.ecs.calls('UpdateService')).toHaveLength(1);
    const running = service().tasks.filter((task) => task.lastStatus === 'RUNNING');
    expect(running).toHaveLength(2);
    expect(running.some((task) => before.includes(task.id))).toBe(false);
  });

  it('starts nothing twice when Slack or an attacker sends the same request again', async () => {
    const asked = world.ecs.calls('UpdateService').length;
    const typed = await person.ops('restart auth');
    const again = await Promise.all([1, 2, 3].map(() => world.sandbox.slack.redeliver(typed)));
    for (const { body } of again) expect(body).toContain('already accepted');
    await person.rootReads(/auth\* done/);
    expect(world.ecs.calls('UpdateService')).toHaveLength(asked + 1);
    expect(person.roots()).toHaveLength(2);
  });

  it('refuses a second restart while one holds the service, and names it', async () => {
    await person.ops('restart registry');
    await person.rootReads(/new tasks/);
    await person.ops('restart registry');
    expect(person.whispers().at(-1)).toMatch(/#\d+ \(restart\) holds \*prod-us-east-1\/registry\*/);
    await person.rootReads(/registry\* done/);
  });

  it('does nothing for the wrong person, a forged signature, another workspace or a request from the future', async () => {
    const [asked, told] = [world.ecs.calls('UpdateService').length, person.roots().length];
    await person.ops('restart registry', STRANGER);
    expect(person.whispers(STRANGER).at(-1)).toContain(
      'You may not `restart`. That is for those in `access: may-start`',
    );

    const { slack } = world.sandbox;
    const good = await person.ops('help');
    const forged = await slack.send({
      ...good.request,
      body: good.request.body.replace('text=help', 'text=restart+registry'),
    });
    expect(forged.status).toBe(401);
    const foreign = good.request.body
      .replace('text=help', 'text=restart+registry')
      .replace('T0WHEEL01', 'T0STRANGE');
    const elsewhere = await slack.send({
      headers: { ...good.request.headers, ...slack.sign(foreign) },
      body: foreign,
    });
    expect(elsewhere.body).toContain("only serve the people of this bot's own workspace");
    const body = good.request.body.replace('text=help', 'text=restart+registry');
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    const future = await slack.send({
      headers: { ...good.request.headers, ...slack.sign(body, inAnHour) },
      body,
    });
    expect(future.body).toContain('a time that is too far from mine');

    expect(world.ecs.calls('UpdateService')).toHaveLength(asked);
    expect(person.roots()).toHaveLength(told);
  });
});

describe('/ops status and help', () => {
  it('show the service as ECS has it, and what can be typed', async () => {
    await person.ops('status registry', STRANGER);
    const status = await world.sandbox.slack.waitFor(() =>
      person.whispers(STRANGER).find((text) => text.includes('is steady')),
    );
    expect(status).toContain('2 of 2 tasks running');
    await person.ops('restrat registry');
    expect(person.whispers().at(-1)).toContain('Did you mean `/ops restart`?');
  });
});
