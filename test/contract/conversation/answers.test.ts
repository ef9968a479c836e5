import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readable } from '../../support/story.ts';
import { BOT, GUEST, OPERATOR, OPS } from '../slack/workspace.ts';
import { conversation } from './scene.ts';

let world: Awaited<ReturnType<typeof conversation>>;
beforeEach(async () => {
  world = await conversation();
});
afterEach(() => world.stop());

const ops = (text: string) => world.slack.command({ user: OPERATOR, channel: OPS, text });
const whispered = (pattern: RegExp) =>
  world.slack.waitFor(() =>
    world.slack
      .ephemerals(OPERATOR, OPS)
      .map(readable)
      .find((text) => pattern.test(text)),
  );

describe('a read that breaks after it was acknowledged', () => {
  it('is said to the person, and the bot goes on', async () => {
    world.around.describe = () => Promise.reject(new Error('a fault of the program'));
    expect((await ops('status registry')).outcome).toBe('acked');
    await whispered(/Something broke on my side/);
    expect((await ops('help')).outcome).toBe('acked');
  });
});

describe('a mention among others', () => {
  it('is what follows the bot’s own name', async () => {
    const text = `<@${GUEST}> restart registry? I ask: <@${BOT}> status registry`;
    await world.slack.say({ user: OPERATOR, channel: OPS, text });
    await whispered(/registry.* is steady/);
    expect(world.asked).toEqual([]);
  });
});
