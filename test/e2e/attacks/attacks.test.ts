import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testRedis } from '../../support/redis.ts';
import { OPERATOR } from '../../support/values.ts';
import { type Ground, ground } from './ground.ts';
import { play } from './play.ts';
import { prepare } from './prepare.ts';
import { themes } from './themes.ts';

let field: Ground;
const shared = testRedis();
const redis = shared.connect();

beforeAll(async () => {
  const bare = await ground();
  field = { ...bare, prepared: await prepare(bare) };
});
afterAll(async () => {
  await field?.stop();
  await shared.cleanup();
});

describe.each(themes)('$theme', ({ attacks }) => {
  it.each(attacks)('$name', (attack) => play(attack, field, redis));
});

describe('after all of that', () => {
  it('the bot still does what it is asked by who may', async () => {
    await field.person.ops('unlock registry');
    await field.person.ops('restart registry', OPERATOR);
    await field.person.rootReads(/registry\* done/);
  });
});

describe('the table', () => {
  it('holds at least sixty attacks, each by a name of its own', () => {
    const names = themes.flatMap(({ attacks }) => attacks.map(({ name }) => name));
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(new Set(names).size).toBe(names.length);
  });
});
