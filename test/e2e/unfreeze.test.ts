import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPROVER, approvalWorld, OPERATOR_TOO, SECOND } from '../support/approvals.ts';
import { story } from '../support/story.ts';
import { OPERATOR } from '../support/values.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;

beforeAll(async () => {
  const options = approvalWorld();
  world = await testWorld({
    ...options,
    sections: {
      ...options.sections,
      approvals: [{ for: ['unfreeze'], in: ['production'] }],
      access: { 'may-start': [OPERATOR, OPERATOR_TOO, APPROVER, SECOND] },
    },
  });
  await Promise.all([world.start('bot'), world.start('worker')]);
  person = story(world);
});
afterAll(() => world.stop());

const say = async (text: string, user: string): Promise<string> => {
  await person.ops(text, user);
  return person.whispers(user).at(-1) ?? '';
};

describe('a freeze whose lifting takes an approval', () => {
  it('stands until a second person says the same, whoever placed it', async () => {
    await person.ops('freeze production --reason "peak sales"');
    await person.rootReads(/frozen/);
    await person.ops('unfreeze production');
    await person.rootReads(/wants to lift it[\s\S]*second person/);
    await person.ops('unfreeze production', OPERATOR_TOO);
    await person.rootReads(/wants to lift it/);
    expect(await say('restart registry', OPERATOR)).toContain('frozen');

    await person.ops('unfreeze production', APPROVER);
    await person.rootReads(/isn't frozen any more/);
    expect(await say('restart registry', OPERATOR)).toMatch(/Accepted/);
    await person.rootReads(/done after/);
  });

  it('is asked for anew the next time', async () => {
    await person.ops('freeze production --reason "again"');
    await person.rootReads(/again/);
    await person.ops('unfreeze production', SECOND);
    await person.rootReads(/wants to lift it/);
    expect(await say('restart registry', OPERATOR)).toContain('frozen');
  });

  it('of everything, too, since production is a part of that; and the audit says who asked', async () => {
    await person.ops('freeze all --reason "stop"');
    await person.rootReads(/stop/);
    await person.ops('unfreeze all', OPERATOR_TOO);
    await person.rootReads(/wants to lift it[\s\S]*unfreeze all/);
    await person.ops(`audit --user <@${OPERATOR_TOO}>`);
    await person.whispered(/was refused \(needs-approval\): unfreeze all/);
  });
});
