import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readable, story } from '../support/story.ts';
import { CHANNEL, OPERATOR } from '../support/values.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld({ transport: 'socket' });
  await world.start('bot');
  await world.start('worker');
  await connected(2);
});
afterEach(() => world.stop());

const connected = (count: number): Promise<unknown> =>
  world.sandbox.slack.waitFor(() => world.sandbox.slack.socket.connections >= count);

describe('a connection that Slack closes', () => {
  it('in the middle of a restart loses nothing: the run goes on, and the next words arrive', async () => {
    const { slack } = world.sandbox;
    const held = world.ecs.faults.hold('UpdateService', 'after');
    expect((await story(world).ops('restart registry')).outcome).toBe('acked');
    await held.held;
    expect(slack.socket.cut()).toBe(2);
    held.release();
    await story(world).rootReads(/done after/);
    await connected(1);
    await story(world).ops('status registry');
    await slack.waitFor(() =>
      story(world)
        .whispers()
        .some((text) => text.includes('is steady')),
    );
    expect(world.ecs.calls('UpdateService')).toHaveLength(1);
  });

  it('before the answer came is an error for the person, and a run that was stored shows itself all the same', async () => {
    const { slack } = world.sandbox;
    const held = slack.socket.holdAcks();
    const asked = story(world).ops('restart registry');
    await slack.waitFor(() => story(world).roots().length > 0);
    slack.socket.cut();
    held.release();
    await asked;
    await story(world).rootReads(/done after/);
    expect(story(world).roots()).toHaveLength(1);
    expect(world.ecs.calls('UpdateService')).toHaveLength(1);
  });

  it('one of two, as Slack does to refresh it, is noticed by nobody', async () => {
    const { slack } = world.sandbox;
    expect(slack.socket.cut('oldest')).toBe(1);
    expect((await story(world).ops('help')).outcome).toBe('acked');
    await connected(2);
    slack.socket.cut('oldest');
    await slack.say({ user: OPERATOR, channel: CHANNEL, text: `<@${slack.directory.bot.userId}> help` });
    await slack.waitFor(
      () =>
        slack.ephemerals(OPERATOR, CHANNEL).filter((one) => /What I can do/.test(readable(one))).length >= 2,
    );
  });

  it('and can’t be opened again for a while is asked for until it is open', async () => {
    const { slack } = world.sandbox;
    slack.socket.refuseOpen(4);
    slack.socket.cut();
    expect((await story(world).ops('help')).outcome).toBe('unreachable');
    await connected(1);
    expect((await story(world).ops('help')).outcome).toBe('acked');
  });
});
