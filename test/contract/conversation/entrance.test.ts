import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackSandboxOptions } from '../../../sandbox/slack/options.ts';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { admit } from '../../../src/handlers/entrance/admit.ts';
import { hearMembership } from '../../../src/handlers/listeners/membership.ts';
import { CONVERSATIONS, PEOPLE, slackDirectory } from '../../../src/slack/directory.ts';
import { letting, noGroups } from '../../support/access.ts';
import { readable } from '../../support/story.ts';
import { type BoltApp, startBoltApp } from '../slack/bolt-app.ts';
import { clientOf, GUEST, OPERATOR, OPS, startWorkspace } from '../slack/workspace.ts';

const TEAM = 'T0TEAM';
const VISITOR = 'U0VISITOR';
const GONE = 'U0GONE';
const ROBOT = 'U0ROBOT';
const QUIET = 'C0QUIET';
const SECRET = 'C0SECRET';
const SHARED = 'C0SHARED';
const OLD = 'C0OLD';

let slack: SlackSandbox;
let bolt: BoltApp | undefined;

const start = async (more: Partial<SlackSandboxOptions> = {}): Promise<void> => {
  slack = await startWorkspace({
    users: [
      { id: OPERATOR, name: 'operator', tz: 'Europe/Berlin' },
      { id: GUEST, name: 'guest', team: 'T0OTHER' },
      { id: VISITOR, name: 'visitor', kind: 'guest' },
      { id: 'U0HELPER', name: 'helper', kind: 'single-channel-guest' },
      { id: GONE, name: 'gone', kind: 'deactivated' },
      { id: ROBOT, name: 'robot', kind: 'bot' },
    ],
    channels: [
      { id: OPS, name: 'ops', botIsMember: true },
      { id: QUIET, name: 'quiet', botIsMember: false },
      { id: SECRET, name: 'secret', botIsMember: false, kind: 'private' },
      { id: SHARED, name: 'shared', botIsMember: true, sharedWith: ['T0OTHER'] },
      { id: OLD, name: 'old', botIsMember: true, archived: true },
    ],
    ...more,
  });
};

beforeEach(() => start());

afterEach(async () => {
  await bolt?.stop();
  bolt = undefined;
  await slack.stop();
});

/** The door of a bot that has just started, on a clock of the test's. */
function door(patience = 2_000) {
  let elapsed = 0;
  const logged: string[] = [];
  const note = (_fields: unknown, message: string): void => void logged.push(message);
  const log = { info: note, warn: note, error: note };
  const directory = slackDirectory(clientOf(slack), {
    team: TEAM,
    log,
    redactor: redactor({ secrets: [] }),
    time: { elapsed: () => elapsed },
    people: { ...PEOPLE, patience },
    conversations: { ...CONVERSATIONS, patience },
  });
  const access = letting([OPERATOR], { team: TEAM });
  const enter = async (user: string, channel?: string) => {
    const actor = { kind: 'slack', team: TEAM, user } as const;
    const answer = await admit(
      { directory, access, memberships: noGroups, log },
      { actor, channel, body: { team_id: TEAM } },
    );
    if (answer.kind !== 'admitted') return `${answer.kind}: ${readable(answer.message)}`;
    return answer.noStart ? `looks only: ${readable(answer.noStart)}` : 'admitted';
  };
  return {
    enter,
    directory,
    logged,
    pass: (ms: number) => {
      elapsed += ms;
    },
  };
}

/** How often a method was called. */
const calls = (method: string): number => slack.record.filter((call) => call.method === method).length;

describe('at the entrance, as Slack tells who and where', () => {
  it.each([
    ['a member in a channel with the bot', OPERATOR, OPS, /^admitted$/],
    ['a member on the App Home', OPERATOR, undefined, /^admitted$/],
    ['a member where the bot is not', OPERATOR, QUIET, /^looks only: .*\/invite @wheelhouse/],
    ['a member in a private channel that the bot cannot see', OPERATOR, SECRET, /^looks only: .*\/invite/],
    ['a member in direct messages of others', OPERATOR, 'D0OTHERS', /^looks only: .*direct message to me/],
    ['a member in an archived channel', OPERATOR, OLD, /^looks only: .*archived/],
    ['a member in a channel shared with others', OPERATOR, SHARED, /^refused: .*another organisation/],
    ['somebody of another workspace', GUEST, OPS, /^refused: .*own workspace/],
    ['a guest', VISITOR, OPS, /^refused: .*guest/],
    ['a guest of one channel', 'U0HELPER', OPS, /^refused: .*guest/],
    ['a deactivated account', GONE, OPS, /^refused: .*deactivated/],
    ['a bot', ROBOT, OPS, /^refused: .*not bots/],
    ['somebody whom nobody knows', 'U0NOBODY', OPS, /^refused: .*own workspace/],
  ])('%s', async (_who, user, channel, said) => {
    expect(await door().enter(user, channel)).toMatch(said);
  });

  it('direct messages with the bot are a place to start something', async () => {
    expect(await door().enter(OPERATOR, slack.direct(OPERATOR))).toBe('admitted');
  });

  it('asks Slack once for each, and again when that is not fresh any more', async () => {
    const { enter, pass } = door();
    await Promise.all([enter(OPERATOR, OPS), enter(OPERATOR, OPS), enter(OPERATOR, OPS)]);
    expect([calls('users.info'), calls('conversations.info')]).toEqual([1, 1]);
    pass(60_000);
    await enter(OPERATOR, OPS);
    expect([calls('users.info'), calls('conversations.info')]).toEqual([1, 2]);
    pass(300_000);
    await enter(OPERATOR, OPS);
    expect([calls('users.info'), calls('conversations.info')]).toEqual([2, 3]);
  });

  it("where the bot isn't in it asks each time: an invitation counts before the event about it comes", async () => {
    const { enter } = door();
    await enter(OPERATOR, QUIET);
    expect(await enter(OPERATOR, QUIET)).not.toBe('admitted');
    expect(calls('conversations.info')).toBe(2);
    slack.invite(QUIET);
    expect(await enter(OPERATOR, QUIET)).toBe('admitted');
  });

  it('knows everybody after a warm-up, who they are included, and asks for nobody', async () => {
    const { enter, directory } = door();
    await directory.warm();
    expect(await enter(OPERATOR)).toBe('admitted');
    expect(await enter(VISITOR)).toMatch(/^refused: .*guest/);
    expect(await enter(GUEST)).toMatch(/^refused: .*own workspace/);
    expect([calls('users.list'), calls('users.info')]).toEqual([1, 0]);
  });

  it('reads page by page in a large workspace, and not for ever; whoever is beyond is asked for', async () => {
    await slack.stop();
    const users = Array.from({ length: 1_100 }, (_, i) => ({ id: `U0P${i}`, name: `person-${i}` }));
    await start({ users });
    const { enter, directory } = door();
    await directory.warm();
    expect(await enter('U0P0')).toBe('admitted');
    expect(await enter('U0P999')).toBe('admitted');
    expect([calls('users.list'), calls('users.info')]).toEqual([5, 0]);
    expect(await enter('U0P1050')).toBe('admitted');
    expect(calls('users.info')).toBe(1);
  });
});

describe('when Slack does not answer', () => {
  it('nobody is let in whom the bot has never seen; whom it has seen is, for a while', async () => {
    const { enter, pass, logged } = door();
    await enter(OPERATOR, OPS);
    slack.away(true);
    pass(CONVERSATIONS.stale - 1);
    expect(await enter(OPERATOR, OPS)).toBe('admitted');
    expect(await enter(VISITOR, OPS)).toMatch(/^unsure: .*Try again in a moment/);
    expect(logged).toContain("Slack doesn't say who or where somebody is");
    pass(1);
    expect(await enter(OPERATOR, OPS)).toMatch(/^unsure: .*who can read here/);
    pass(PEOPLE.stale);
    expect(await enter(OPERATOR)).toMatch(/^unsure: .*who you are/);
    slack.away(false);
    pass(10_000);
    expect(await enter(OPERATOR, OPS)).toBe('admitted');
  });

  it('an answer that hangs is not waited for', async () => {
    const { enter } = door(30);
    const held = slack.faults.hold('users.info', 'before');
    expect(await enter(OPERATOR, OPS)).toMatch(/^unsure/);
    held.release();
    await expect.poll(() => enter(OPERATOR, OPS)).toBe('admitted');
    expect(calls('users.info')).toBe(1);
  });

  it('when it limits, it is left alone for as long as it says', async () => {
    const { enter, pass } = door();
    await enter(OPERATOR, OPS);
    slack.faults.next('users.info', { kind: 'rate-limited', retryAfterS: 30 });
    pass(300_000);
    expect(await enter(OPERATOR)).toBe('admitted');
    const asked = calls('users.info');
    pass(29_000);
    expect(await enter(OPERATOR)).toBe('admitted');
    expect(await enter(VISITOR)).toMatch(/^unsure/);
    expect(calls('users.info')).toBe(asked);
    pass(1_000);
    expect(await enter(VISITOR)).toMatch(/^refused/);
  });
});

describe('what changes in the workspace', () => {
  it('is heard of: after an invitation something can be started at once, and no more after a removal', async () => {
    const { enter, directory } = door();
    bolt = await startBoltApp(slack);
    hearMembership(bolt.app, { directory, memberships: noGroups });
    expect(await enter(OPERATOR, QUIET)).toMatch(/^looks only/);
    slack.invite(QUIET);
    await expect.poll(() => enter(OPERATOR, QUIET)).toBe('admitted');
    slack.remove(QUIET);
    await expect.poll(() => enter(OPERATOR, QUIET)).toMatch(/^looks only/);
    expect(await enter(OPERATOR, OPS)).toBe('admitted');
    slack.archive(OPS);
    await expect.poll(() => enter(OPERATOR, OPS)).toMatch(/^looks only: .*archived/);
  });
});
