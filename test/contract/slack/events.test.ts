import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SlackSandboxOptions } from '../../../sandbox/slack/options.ts';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import {
  BOT,
  clientOf,
  GUEST,
  listen,
  OPERATOR,
  OPS,
  PRIVATE_TO_BOT,
  startWorkspace,
  stopped,
} from './workspace.ts';

const SHARED = 'C0SHARED';
const APPROVERS = 'S0APPROVERS';

const callback = z.looseObject({ event_id: z.string(), event: z.looseObject({ type: z.string() }) });

interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  body: z.infer<typeof callback>;
}

let slack: SlackSandbox;
let received: Received[];
let stopBot: () => Promise<void>;
/** The statuses the bot answers with, one after the other, and then 200; `silence` is no answer. */
let answers: (number | 'silence')[];

const start = async (more: Partial<SlackSandboxOptions> = {}): Promise<void> => {
  slack = await startWorkspace({
    ackLimitMs: 200,
    channels: [
      { id: OPS, name: 'ops', botIsMember: true },
      { id: PRIVATE_TO_BOT, name: 'quiet', botIsMember: false },
      { id: SHARED, name: 'shared', botIsMember: true, sharedWith: ['T0OTHER'] },
    ],
    groups: [{ id: APPROVERS, handle: 'approvers', name: 'Approvers', users: [OPERATOR] }],
    events: { retryAfterMs: [0, 5, 10] },
    ...more,
  });
  received = [];
  answers = [];
  const server = createServer((request, response) => {
    void text(request).then((raw) => {
      received.push({ headers: request.headers, raw, body: callback.parse(JSON.parse(raw)) });
      const status = answers.shift() ?? 200;
      if (status !== 'silence') response.writeHead(status).end();
    });
  });
  slack.connect(await listen(server));
  stopBot = () => stopped(server);
};

beforeEach(() => start());

afterEach(async () => {
  await stopBot();
  await slack.stop();
});

const mention = (more: { user?: string; channel?: string } = {}) =>
  slack.say({ user: OPERATOR, channel: OPS, text: `<@${BOT}> restart registry`, ...more });
const types = () => received.map(({ body }) => body.event.type);

describe('an event', () => {
  test('comes as Slack sends it, signed', async () => {
    const { ts } = await mention();
    const [first] = received;
    expect(first?.body).toMatchObject({
      type: 'event_callback',
      team_id: 'T0TEAM',
      context_team_id: 'T0TEAM',
      api_app_id: 'A0SANDBOX',
      event: { type: 'app_mention', user: OPERATOR, channel: OPS, ts, event_ts: ts, team: 'T0TEAM' },
      is_ext_shared_channel: false,
      authorizations: [{ team_id: 'T0TEAM', user_id: BOT, is_bot: true, is_enterprise_install: false }],
    });
    const timestampS = Number(first?.headers['x-slack-request-timestamp']);
    expect(first?.headers).toMatchObject(slack.sign(first?.raw ?? '', timestampS));
    expect(first?.headers).not.toHaveProperty('x-slack-retry-num');
  });

  test('that goes wrong comes again three times, says why, and has the same id', async () => {
    answers = [500, 'silence', 404];
    const { events } = await mention();
    await slack.waitFor(() => events[0]?.state === 'delivered');
    const retries = received.map(({ headers }) => [
      headers['x-slack-retry-num'],
      headers['x-slack-retry-reason'],
    ]);
    expect(retries).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_timeout'],
      ['3', 'http_error'],
    ]);
    expect(new Set(received.map(({ body }) => body.event_id)).size).toBe(1);
  });

  test('is given up after the third retry', async () => {
    answers = [500, 500, 500, 500];
    const { events } = await mention();
    await slack.waitFor(() => events[0]?.state === 'given up');
    expect(received).toHaveLength(4);
  });

  test('of a channel shared with another team says so, and whose the person is', async () => {
    await mention({ user: GUEST, channel: SHARED });
    expect(received[0]?.body).toMatchObject({
      is_ext_shared_channel: true,
      team_id: 'T0TEAM',
      event: { user: GUEST, user_team: 'T0OTHER', source_team: 'T0OTHER' },
    });
  });
});

describe('the bot hears', () => {
  test('its name, where it is a member, and not other talk', async () => {
    await slack.say({ user: OPERATOR, channel: OPS, text: 'good morning' });
    await mention({ channel: PRIVATE_TO_BOT });
    expect(received).toEqual([]);
    expect(slack.messages(PRIVATE_TO_BOT)).toHaveLength(1);
    await slack.say({ user: OPERATOR, channel: OPS, text: `thanks <@${BOT}|wheelhouse>!` });
    expect(types()).toEqual(['app_mention']);
  });

  test('everything in its direct messages, as messages', async () => {
    await slack.say({ user: OPERATOR, channel: slack.direct(OPERATOR), text: `<@${BOT}> help` });
    expect(received.map(({ body }) => body.event)).toMatchObject([{ type: 'message', channel_type: 'im' }]);
  });

  test('other talk too if it subscribed to that, and nothing it did not subscribe to', async () => {
    await stopBot();
    await slack.stop();
    await start({ events: { subscriptions: ['message.channels'] } });
    await mention();
    expect(received.map(({ body }) => body.event)).toMatchObject([
      { type: 'message', channel_type: 'channel' },
    ]);
  });

  test('where it comes and goes, who joins and leaves, and how channels change', async () => {
    slack.invite(PRIVATE_TO_BOT);
    slack.join(GUEST, OPS);
    slack.leave(GUEST, OPS);
    slack.leave(GUEST, SHARED);
    slack.rename(OPS, 'operations');
    slack.archive(SHARED);
    slack.remove(PRIVATE_TO_BOT);
    slack.leave(OPERATOR, PRIVATE_TO_BOT);
    await slack.waitFor(() => received.length === 7);
    expect(received.map(({ body }) => body.event)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'member_joined_channel', user: BOT, channel: PRIVATE_TO_BOT }),
        expect.objectContaining({ type: 'member_joined_channel', user: GUEST, channel: OPS }),
        expect.objectContaining({ type: 'member_left_channel', user: GUEST, channel: OPS }),
        expect.objectContaining({ type: 'member_left_channel', user: GUEST, channel: SHARED }),
        expect.objectContaining({
          type: 'channel_rename',
          channel: expect.objectContaining({ id: OPS, name: 'operations' }),
        }),
        expect.objectContaining({ type: 'channel_archive', channel: SHARED }),
        expect.objectContaining({ type: 'channel_left', channel: PRIVATE_TO_BOT }),
      ]),
    );
    const { channel } = await clientOf(slack).conversations.info({ channel: OPS });
    expect(channel?.name).toBe('operations');
  });

  test('who came into a user group and who left it', async () => {
    slack.setGroup(APPROVERS, [GUEST]);
    await slack.waitFor(() => received.length === 2);
    const events = received.map(({ body }) => body.event);
    expect(events.find(({ type }) => type === 'subteam_members_changed')).toMatchObject({
      subteam_id: APPROVERS,
      added_users: [GUEST],
      removed_users: [OPERATOR],
      added_users_count: 1,
    });
    expect(events.find(({ type }) => type === 'subteam_updated')).toMatchObject({
      subteam: { id: APPROVERS, users: [GUEST], user_count: 1 },
    });
    const { users } = await clientOf(slack).usergroups.users.list({ usergroup: APPROVERS });
    expect(users).toEqual([GUEST]);
    slack.setGroup(APPROVERS, [GUEST]);
    await mention();
    expect(types()).toHaveLength(3);
  });
});

test('nobody says anything where they can not', async () => {
  const text = 'hello';
  await expect(slack.say({ user: 'U0NONE', channel: OPS, text })).rejects.toThrow('No user');
  await expect(slack.say({ user: OPERATOR, channel: 'C0NONE', text })).rejects.toThrow('No channel');
  await expect(slack.say({ user: OPERATOR, channel: OPS, text, threadTs: '1.000001' })).rejects.toThrow(
    'no thread',
  );
  slack.leave(OPERATOR, OPS);
  await expect(slack.say({ user: OPERATOR, channel: OPS, text })).rejects.toThrow("isn't in");
});
