import { afterAll, beforeAll, describe, it } from 'vitest';
import { testRedis } from '../../support/redis.ts';
import { battlefield } from './battlefield.ts';
import { type Ground, ground } from './ground.ts';
import { play } from './play.ts';
import { readOnly } from './rows/read-only.ts';

let field: Ground;
const shared = testRedis();
const redis = shared.connect();

beforeAll(async () => {
  const bare = await ground({
    ...battlefield,
    sections: { ...battlefield.sections, mode: 'read-only' },
  });
  const asked = await bare.person.ops('help');
  field = { ...bare, prepared: { byWords: asked, byForm: asked, unfreeze: asked } };
});
afterAll(async () => {
  await field?.stop();
  await shared.cleanup();
});

describe('a Wheelhouse that only reads', () => {
  it.each(readOnly.attacks)('$name', (attack) => play(attack, field, redis));
});
