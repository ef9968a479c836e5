import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readable, story } from '../support/story.ts';
import { CHANNEL, OPERATOR, registry } from '../support/values.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

const COLLEAGUE = 'U0COLLEAGUE';
const OPERATOR_TOO = 'U0OPERATOR2';
const STAGE = {
  name: 'stage',
  environment: 'staging',
  account: registry.account,
  region: 'us-west-2',
};

let world: TestWorld;
let person: ReturnType<typeof story>;

beforeAll(async () => {
  world = await testWorld({
    stacks: [STAGE],
    members: [COLLEAGUE, OPERATOR_TOO],
    limits: { 'review-remind': '2s' },
    sections: {
      access: { 'may-start': [OPERATOR, OPERATOR_TOO, COLLEAGUE] },
      people: [[OPERATOR, OPERATOR_TOO]],
      reviews: [{ for: ['restart', 'restart-unproven', 'scale-out'], in: ['production'] }],
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
/** Everybody reads these in the channel. */
const reminders = (): string[] =>
  world.sandbox.slack
    .messages(CHANNEL)
    .map(readable)
    .filter((text) => text.includes('done alone'));
const done = (what: RegExp) =>
  world.sandbox.slack.waitFor(() =>
    world.sandbox.slack.messages(CHANNEL).some((root) => what.test(readable(root))),
  );

describe('what was done alone in production', () => {
  it('is done at once, and waits for a review afterwards', async () => {
    expect(await say('review', COLLEAGUE)).toContain('Nothing waits for a review');
    await person.ops(`restart ${registry.stack}/registry --reason "it leaks"`);
    await done(/registry\* done/);
    const open = await say('review', COLLEAGUE);
    expect(open).toContain('One review is open');
    expect(open).toContain(`*#1* restart *${registry.stack}/registry*`);
    expect(open).toContain(`alone, by <@${OPERATOR}>`);
    expect(open).toContain('it leaks');
  });

  it('waits for none elsewhere, nor where nothing was changed', async () => {
    await person.ops('restart stage/registry');
    await done(/stage\/registry\* done/);
    await person.ops(`deploy ${registry.stack}/registry --image nowhere`);
    await done(/#3 deploy[\s\S]*failed/);
    expect(await say('review', COLLEAGUE)).toContain('One review is open');
  });

  it('is told of in the channel, in one message for all that is open', async () => {
    await person.ops(`restart ${registry.stack}/auth`);
    await done(/auth\* done/);
    const both = await world.sandbox.slack.waitFor(() =>
      reminders().find((text) => text.includes('2 things were done alone')),
    );
    expect(both).toContain('*#1* restart');
    expect(both).toContain('*#4* restart');
    // And again, as long as it is open.
    const known = reminders().length;
    await world.sandbox.slack.waitFor(() => reminders().length > known);
  });

  it('is reviewed neither by who did it, under any account, nor by who may not do it', async () => {
    expect(await say('review 1 --note "fine"', OPERATOR)).toContain('You had a part in #1');
    expect(await say('review 1 --note "fine"', OPERATOR_TOO)).toContain('You had a part in #1');
    expect(await say('review 1 --note "fine"', STRANGER)).toContain('You may not review #1');
    expect(await say('review', COLLEAGUE)).toContain('2 reviews are open');
  });

  it('is closed by somebody else who may do it, once, before everybody, and in the audit', async () => {
    await person.ops('review 1 --note "memory grew, fine"', COLLEAGUE);
    await done(new RegExp(`<@${COLLEAGUE}> reviewed #1: memory grew, fine`));
    expect(await say('review 1 --note "me too"', COLLEAGUE)).toContain('waits for no review');
    await person.ops('review 4 --note "the same"', COLLEAGUE);
    await done(/reviewed #4: the same/);
    expect(await say('review', COLLEAGUE)).toContain('Nothing waits for a review');
    await person.ops('audit --run 1');
    await person.whispered(/reviewed #1 \(done alone\): memory grew, fine/);
  });
});
