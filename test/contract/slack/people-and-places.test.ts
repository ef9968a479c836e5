import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandboxOptions } from '../../../sandbox/slack/options.ts';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { BOT, clientOf, GUEST, OPERATOR, OPS, startWorkspace, TOKEN } from './workspace.ts';

const VISITOR = 'U0VISITOR';
const HELPER = 'U0HELPER';
const GONE = 'U0GONE';
const ROBOT = 'U0ROBOT';
const SECRET = 'C0SECRET';
const SHARED = 'C0SHARED';
const OLD = 'C0OLD';
const APPROVERS = 'S0APPROVERS';
const RETIRED = 'S0RETIRED';

let slack: SlackSandbox;
let client: WebClient;
const now = Date.parse('2026-07-20T03:00:00Z');

const start = async (more: Partial<SlackSandboxOptions> = {}): Promise<void> => {
  slack = await startWorkspace({
    now: () => now,
    users: [
      { id: OPERATOR, name: 'operator', tz: 'Europe/Berlin' },
      { id: GUEST, name: 'guest', team: 'T0OTHER', tz: 'America/New_York' },
      { id: VISITOR, name: 'visitor', kind: 'guest' },
      { id: HELPER, name: 'helper', kind: 'single-channel-guest' },
      { id: GONE, name: 'gone', kind: 'deactivated' },
      { id: ROBOT, name: 'robot', kind: 'bot' },
    ],
    channels: [
      { id: OPS, name: 'ops', botIsMember: true, members: [OPERATOR, VISITOR, ROBOT] },
      { id: SECRET, name: 'secret', botIsMember: false, kind: 'private', members: [OPERATOR] },
      { id: SHARED, name: 'shared', botIsMember: true, sharedWith: ['T0OTHER'], members: [OPERATOR, GUEST] },
      { id: OLD, name: 'old', botIsMember: true, archived: true },
    ],
    groups: [
      { id: APPROVERS, handle: 'approvers', name: 'Approvers', users: [OPERATOR] },
      { id: RETIRED, handle: 'retired', name: 'Retired', users: [GONE], disabled: true },
    ],
    ...more,
  });
  client = clientOf(slack);
};

beforeEach(() => start());

afterEach(() => slack.stop());

const refusal = (error: string) => ({ data: { ok: false, error } });

describe('people', () => {
  test.each([
    [
      OPERATOR,
      { is_stranger: false, is_restricted: false, is_bot: false, tz: 'Europe/Berlin', tz_offset: 7200 },
    ],
    [GUEST, { is_stranger: true, team_id: 'T0OTHER', tz_offset: -14_400 }],
    [VISITOR, { is_restricted: true, is_ultra_restricted: false, tz_offset: 0 }],
    [HELPER, { is_restricted: true, is_ultra_restricted: true }],
    [GONE, { deleted: true, is_bot: false }],
    [ROBOT, { is_bot: true, deleted: false }],
    [BOT, { is_bot: true }],
  ])('%s is told by users.info', async (user, told) => {
    expect((await client.users.info({ user })).user).toMatchObject({ id: user, ...told });
  });
});

describe('channels', () => {
  test('say what they are', async () => {
    const about = async (channel: string) => (await client.conversations.info({ channel })).channel;
    expect(await about(OPS)).toMatchObject({ is_ext_shared: false, is_private: false, is_archived: false });
    expect(await about(SHARED)).toMatchObject({ is_ext_shared: true, connected_team_ids: ['T0OTHER'] });
    expect(await about(OLD)).toMatchObject({ is_archived: true });
    const dm = slack.direct(OPERATOR);
    expect(await about(dm)).toMatchObject({ is_im: true, user: OPERATOR });
  });

  test('a private one is unknown to the bot until it is invited', async () => {
    const about = () => client.conversations.info({ channel: SECRET });
    await expect(about()).rejects.toMatchObject(refusal('channel_not_found'));
    const post = () => client.chat.postMessage({ channel: SECRET, text: 'a' });
    await expect(post()).rejects.toMatchObject(refusal('channel_not_found'));
    slack.invite(SECRET);
    expect((await about()).channel).toMatchObject({ is_private: true, is_member: true });
    await expect(post()).resolves.toMatchObject({ ok: true });
  });

  test('in an archived one nothing can be posted or changed any more', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: OPS, text: 'a' });
    slack.archive(OPS);
    const post = client.chat.postMessage({ channel: OPS, text: 'b' });
    await expect(post).rejects.toMatchObject(refusal('is_archived'));
    const update = client.chat.update({ channel: OPS, ts, text: 'b' });
    await expect(update).rejects.toMatchObject(refusal('is_inactive'));
    await expect(slack.say({ user: OPERATOR, channel: OPS, text: 'c' })).rejects.toThrow('archived');
    expect(slack.messages(OPS)).toMatchObject([{ text: 'a' }]);
  });

  test('members come page by page, the bot among them; only a member sees an ephemeral', async () => {
    const first = await client.conversations.members({ channel: OPS, limit: 3 });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.members({ channel: OPS, limit: 3, cursor });
    expect([first.members, second.members]).toEqual([[OPERATOR, VISITOR, ROBOT], [BOT]]);
    const whisper = (user: string) => client.chat.postEphemeral({ channel: OPS, user, text: 'a' });
    await expect(whisper(GUEST)).rejects.toMatchObject(refusal('user_not_in_channel'));
    slack.join(GUEST, OPS);
    await expect(whisper(GUEST)).resolves.toMatchObject({ ok: true });
    slack.leave(GUEST, OPS);
    await expect(whisper(GUEST)).rejects.toMatchObject(refusal('user_not_in_channel'));
  });

  test('an ephemeral goes into a thread only by its root', async () => {
    const { ts: root = '' } = await client.chat.postMessage({ channel: OPS, text: 'root' });
    const { ts: reply = '' } = await client.chat.postMessage({
      channel: OPS,
      text: 'reply',
      thread_ts: root,
    });
    const whisper = (thread_ts: string) =>
      client.chat.postEphemeral({ channel: OPS, user: OPERATOR, text: 'a', thread_ts });
    await whisper(root);
    await expect(whisper(reply)).rejects.toMatchObject(refusal('thread_not_found'));
    expect(slack.ephemerals(OPERATOR)).toMatchObject([{ threadTs: root }]);
  });
});

describe('user groups', () => {
  test('are listed with their members; disabled ones when asked for', async () => {
    const { usergroups } = await client.usergroups.list({ include_users: true });
    expect(usergroups).toMatchObject([{ id: APPROVERS, handle: 'approvers', users: [OPERATOR] }]);
    const all = await client.usergroups.list({ include_disabled: true, include_count: true });
    expect(all.usergroups).toMatchObject([{ user_count: 1 }, { id: RETIRED }]);
    expect(all.usergroups?.[0]).not.toHaveProperty('users');
    expect((await client.usergroups.users.list({ usergroup: APPROVERS })).users).toEqual([OPERATOR]);
    const retired = client.usergroups.users.list({ usergroup: RETIRED });
    await expect(retired).rejects.toMatchObject(refusal('no_such_subteam'));
    const asked = await client.usergroups.users.list({ usergroup: RETIRED, include_disabled: true });
    expect(asked.users).toEqual([GONE]);
    const none = client.usergroups.users.list({ usergroup: 'S0NONE' });
    await expect(none).rejects.toMatchObject(refusal('no_such_subteam'));
  });

  test('twenty readings a minute, then Slack says to wait', async () => {
    const read = () => client.usergroups.users.list({ usergroup: APPROVERS });
    for (let count = 0; count < 20; count += 1) await read();
    await expect(read()).rejects.toMatchObject({ retryAfter: 60 });
  });
});

describe('scopes', () => {
  test('what was not granted is missing_scope, with what is needed', async () => {
    await slack.stop();
    const bot = { userId: BOT, botId: 'B0WHEEL', token: TOKEN, name: 'wheelhouse' };
    await start({ bot: { ...bot, scopes: ['chat:write', 'channels:read'] } });
    await client.chat.postMessage({ channel: OPS, text: 'a' });
    await client.conversations.info({ channel: OPS });
    await client.auth.test();
    await expect(client.usergroups.users.list({ usergroup: APPROVERS })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'usergroups:read', provided: 'chat:write,channels:read' },
    });
    const direct = client.conversations.info({ channel: slack.direct(OPERATOR) });
    await expect(direct).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'im:read' } });
  });
});

describe('reactions and links', () => {
  test('an emoji is there once, and can be taken away', async () => {
    const { ts: timestamp = '' } = await client.chat.postMessage({ channel: OPS, text: 'a' });
    const eyes = { channel: OPS, timestamp, name: 'eyes' };
    await client.reactions.add(eyes);
    await expect(client.reactions.add(eyes)).rejects.toMatchObject(refusal('already_reacted'));
    expect(slack.messages(OPS)).toMatchObject([{ reactions: [{ name: 'eyes', users: [BOT] }] }]);
    const { messages } = await client.conversations.history({ channel: OPS });
    expect(messages).toMatchObject([{ reactions: [{ name: 'eyes', count: 1 }] }]);
    await client.reactions.remove(eyes);
    await expect(client.reactions.remove(eyes)).rejects.toMatchObject(refusal('no_reaction'));
    expect(slack.messages(OPS)).toMatchObject([{ reactions: [] }]);
    const odd = client.reactions.add({ ...eyes, name: 'Not An Emoji' });
    await expect(odd).rejects.toMatchObject(refusal('invalid_name'));
  });

  test('a permalink leads to the message, of a reply into its thread', async () => {
    const { ts: root = '' } = await client.chat.postMessage({ channel: OPS, text: 'root' });
    const { ts: reply = '' } = await client.chat.postMessage({
      channel: OPS,
      text: 'reply',
      thread_ts: root,
    });
    const link = async (message_ts: string) =>
      (await client.chat.getPermalink({ channel: OPS, message_ts })).permalink;
    const place = `https://wheelhouse.slack.com/archives/${OPS}`;
    expect(await link(root)).toBe(`${place}/p${root.replace('.', '')}`);
    expect(await link(reply)).toBe(`${place}/p${reply.replace('.', '')}?thread_ts=${root}&cid=${OPS}`);
    await expect(link('1.000001')).rejects.toMatchObject(refusal('message_not_found'));
  });
});
