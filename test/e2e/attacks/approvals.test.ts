import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testRedis } from '../../support/redis.ts';
import { readable } from '../../support/story.ts';
import { CHANNEL } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { glassGround } from './approvals/glass-ground.ts';
import {
  APPROVER,
  APPROVERS,
  type ApprovalGround,
  approvalGround,
  IN_GROUP,
  LISTED,
  SECOND,
  toldOf,
} from './approvals/ground.ts';
import { EVIL_REASON, isText, TOKEN } from './evil-reason.ts';
import type { Bare } from './ground.ts';
import { play } from './play.ts';
import { approvals, unread } from './rows/approvals.ts';
import { brokenGlass } from './rows/broken-glass.ts';

const shared = testRedis();
const redis = shared.connect();
afterAll(() => shared.cleanup());

describe('Approvals', () => {
  let field: ApprovalGround;
  beforeAll(async () => {
    field = await approvalGround(EVIL_REASON, redis);
  });
  afterAll(() => field?.stop());

  it.each(approvals.attacks)('$name', (attack) => play(attack, field, redis));

  it('a reason to reject is text in its message, its thread and the audit, and holds no secret', async () => {
    isText(toldOf(field, 3));
    await field.person.ops('audit --run 3');
    isText(await field.person.whispered(/rejected #3/));
    expect(field.bot.output()).not.toContain(TOKEN);
  });

  describe('while Slack doesn’t tell who is in the approvers’ group', () => {
    beforeAll(async () => {
      const { person, world } = field;
      world.sandbox.slack.faults.next('usergroups.users.list', { kind: 'status', status: 503 }, 10_000);
      world.sandbox.slack.setGroup(APPROVERS, [...IN_GROUP, LISTED]);
      await waitFor(
        async () => {
          await person.ops('whoami', SECOND);
          return person.whispers(SECOND).at(-1)?.includes('it counts as if you weren') ?? false;
        },
        { what: 'the group to be unknown' },
      );
    });
    it.each(unread.attacks)('$name', (attack) => play(attack, field, redis));
  });

  it('who may approve still does, once Slack tells who is in the group', async () => {
    const { person, world, opened, submits } = field;
    world.sandbox.slack.faults.clear();
    const view = await waitFor(() => opened('approve 1', APPROVER), { what: 'the form' });
    expect((await submits(view, APPROVER)).status).toBe(200);
    await world.sandbox.slack.waitFor(() =>
      person.roots().some((root) => /#1 deploy[\s\S]*done after/.test(readable(root))),
    );
  });
});

describe('Broken glass', () => {
  let field: Bare;
  beforeAll(async () => {
    field = await glassGround(EVIL_REASON, redis);
  });
  afterAll(() => field?.stop());

  it.each(brokenGlass.attacks)('$name', (attack) => play(attack, field, redis));

  it('a reason to break the glass is text wherever it is told, and holds no secret', async () => {
    const { person, world } = field;
    const { slack } = world.sandbox;
    isText(toldOf(field, 1));
    const announced = [CHANNEL, slack.direct(APPROVER)].map((channel) =>
      slack
        .messages(channel)
        .map(readable)
        .find((text) => text.includes('Glass broken')),
    );
    for (const text of announced) isText(text ?? '');
    await person.ops('review');
    isText(await person.whispered(/One review is open/));
    await person.ops('audit --run 1');
    isText(await person.whispered(/broke the glass for #1/));
    expect(field.bot.output()).not.toContain(TOKEN);
  });
});
