import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISION_REASON_BLOCK } from '../../src/domain/forms/blocks.ts';
import { APPROVER, approvalWorld, BREAKER, SECOND } from '../support/approvals.ts';
import { readable, story } from '../support/story.ts';
import { OPERATOR, registry } from '../support/values.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;
const INCIDENTS = 'C0INCIDENTS';

beforeAll(async () => {
  const options = approvalWorld(1, {
    approval: '60s',
    'approval-remind': '500ms',
    'review-remind': '2s',
  });
  world = await testWorld({
    ...options,
    channel: INCIDENTS,
    sections: { ...options.sections, 'break-glass': { channel: INCIDENTS } },
  });
  await Promise.all([world.start('bot'), world.start('worker')]);
  person = story(world);
});
afterAll(() => world.stop());

const effects = (): number => world.ecs.calls('UpdateService').length;
const told = (channel: string): string[] => world.sandbox.slack.messages(channel).map(readable);
const direct = (user: string): string[] => told(world.sandbox.slack.direct(user));
const say = async (text: string, user: string): Promise<string> => {
  await person.ops(text, user);
  return person.whispers(user).at(-1) ?? '';
};

describe('somebody who may break the glass', () => {
  it('goes on without an approval, with a reason, once nobody has decided for a while', async () => {
    world.ecr.push(registry.region, 'mcp-gateway-registry', { tag: 'v2' });
    await person.ops('deploy registry --image v2 --reason "the fix"');
    await person.rootReads(/needs an approval/);
    await person.threadReads(/[Ss]till/);
    await person.click('Break glass', BREAKER);
    await world.sandbox.slack.waitFor(() => world.sandbox.slack.modal(BREAKER).length > 0);
    expect(effects()).toBe(0);
    await world.sandbox.slack.submit({
      user: BREAKER,
      values: { [DECISION_REASON_BLOCK]: 'checkout is down' },
    });
    await person.rootReads(/done after/);
    expect((await person.threadReads(/done/)).join('\n')).toContain(`<@${BREAKER}>: checkout is down`);
    expect(effects()).toBe(1);
  });

  it('is seen at once in the channel for incidents, and by everybody who could have approved', async () => {
    const { slack } = world.sandbox;
    const said = await slack.waitFor(() => told(INCIDENTS).find((text) => text.includes('Glass broken')));
    expect(said).toContain('*#1 deploy prod-us-east-1/registry*');
    expect(said).toContain('checkout is down');
    for (const user of [APPROVER, SECOND, OPERATOR])
      await slack.waitFor(() => direct(user).some((text) => text.includes('Glass broken')));
  });
});

describe('the review of it', () => {
  it('is reminded of as long as it is open', async () => {
    await world.sandbox.slack.waitFor(
      () => told(INCIDENTS).filter((text) => text.includes('Nobody has reviewed')).length >= 2,
    );
  });

  it('is closed neither by who broke the glass, nor by who asked, nor by who could not have approved', async () => {
    expect(await say('review', STRANGER)).toContain('One review is open');
    expect(await say('review 1 --note "fine"', BREAKER)).toContain('You had a part in #1');
    expect(await say('review 1 --note "fine"', OPERATOR)).toContain('You had a part in #1');
    expect(await say('review 1 --note "fine"', STRANGER)).toContain('You may not review #1');
    expect(await say('review 1', APPROVER)).toContain('Say which run or alarm, and what you found');
    expect(await say('review', APPROVER)).toContain('One review is open');
  });

  it('is closed by an approver, once, before everybody', async () => {
    await person.ops('review 1 --note "looked at the diff, fine"', APPROVER);
    await person.rootReads(new RegExp(`<@${APPROVER}> reviewed #1: looked at the diff, fine`));
    expect(await say('review 1 --note "me too"', SECOND)).toContain('waits for no review');
    expect(await say('review', SECOND)).toContain('Nothing waits for a review');
    await person.ops('audit --run 1');
    await person.whispered(/reviewed #1: looked at the diff, fine[\s\S]*broke the glass for #1/);
  });
});
