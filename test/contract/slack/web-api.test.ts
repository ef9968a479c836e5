import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { BOT, clientOf, GUEST, OPERATOR, OPS, PRIVATE_TO_BOT, startWorkspace } from './workspace.ts';

let slack: SlackSandbox;
let client: WebClient;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-20T03:00:00Z');
  slack = await startWorkspace({ now: () => now });
  client = clientOf(slack);
});

afterEach(() => slack.stop());

const post = async (text: string, more: { thread_ts?: string } = {}): Promise<string> => {
  const { ts } = await client.chat.postMessage({ channel: OPS, text, ...more });
  if (ts === undefined) throw new Error('chat.postMessage answered without ts');
  now += 1000;
  return ts;
};

const refusalOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error && 'data' in error ? error.data : error;
};

const anId: unknown = expect.any(String);

describe('messages', () => {
  test('a root message, its thread and its edits are what the channel shows', async () => {
    const root = await post('restart registry');
    await post('step 1 of 2', { thread_ts: root });
    await post('step 2 of 2', { thread_ts: root });
    await client.chat.update({ channel: OPS, ts: root, text: 'restart registry: done' });

    const [shown, ...others] = slack.messages(OPS);
    expect(others).toEqual([]);
    expect(shown).toMatchObject({
      ts: root,
      user: BOT,
      text: 'restart registry: done',
      edited: { user: BOT },
    });
    expect(shown?.thread.map((reply) => reply.text)).toEqual(['step 1 of 2', 'step 2 of 2']);
  });

  test('stored blocks carry the ids and defaults Slack fills in', async () => {
    const button = { type: 'button', text: { type: 'plain_text', text: 'Cancel' } } as const;
    const { message } = await client.chat.postMessage({
      channel: OPS,
      text: 'a',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: '*b*' } },
        { type: 'actions', elements: [button] },
      ],
    });
    expect(message?.blocks).toEqual([
      {
        type: 'section',
        block_id: anId,
        text: { type: 'mrkdwn', text: '*b*', verbatim: false },
      },
      {
        type: 'actions',
        block_id: anId,
        elements: [
          {
            type: 'button',
            action_id: anId,
            text: { type: 'plain_text', text: 'Cancel', emoji: true },
          },
        ],
      },
    ]);
  });

  test('an ephemeral is seen by one person and can be neither updated nor looked up', async () => {
    const { message_ts: ts = '' } = await client.chat.postEphemeral({
      channel: OPS,
      user: OPERATOR,
      text: 'for you',
    });
    expect(slack.ephemerals(OPERATOR, OPS)).toMatchObject([{ ts, text: 'for you', from: 'bot' }]);
    expect(slack.ephemerals(GUEST)).toEqual([]);
    expect(slack.messages(OPS)).toEqual([]);
    expect(await refusalOf(client.chat.update({ channel: OPS, ts, text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    });
  });
});

describe('where the bot may post', () => {
  test('direct messages with a person are one channel, however often they are opened', async () => {
    const open = async () => (await client.conversations.open({ users: OPERATOR })).channel?.id ?? '';
    const channel = await open();
    await client.chat.postMessage({ channel, text: 'for you' });
    expect(await open()).toBe(channel);
    expect(slack.messages(channel)).toMatchObject([{ text: 'for you' }]);
  });

  test('it is invited to a channel, and removed from it', async () => {
    slack.invite(PRIVATE_TO_BOT);
    await client.chat.postMessage({ channel: PRIVATE_TO_BOT, text: 'a' });
    slack.remove(PRIVATE_TO_BOT);
    const refusal = await refusalOf(client.chat.postMessage({ channel: PRIVATE_TO_BOT, text: 'b' }));
    expect(refusal).toMatchObject({ error: 'not_in_channel' });
  });

  test('a call is refused with the error that the test names, and the next one works', async () => {
    slack.faults.next('chat.postMessage', { kind: 'refused', error: 'is_archived' });
    const refusal = await refusalOf(client.chat.postMessage({ channel: OPS, text: 'a' }));
    expect(refusal).toMatchObject({ error: 'is_archived' });
    await client.chat.postMessage({ channel: OPS, text: 'b' });
    expect(slack.messages(OPS)).toHaveLength(1);
  });
});

describe('refusals', () => {
  const call = (method: string, args: Record<string, unknown>) => refusalOf(client.apiCall(method, args));
  const long = (length: number) => 'x'.repeat(length);

  test.each([
    ['chat.postMessage', { channel: 'C0NONE', text: 'a' }, 'channel_not_found'],
    ['chat.postMessage', { channel: PRIVATE_TO_BOT, text: 'a' }, 'not_in_channel'],
    ['chat.postMessage', { channel: OPS }, 'no_text'],
    ['chat.postMessage', { channel: OPS, text: long(40_001) }, 'msg_too_long'],
    ['chat.postMessage', { channel: OPS, text: 'a', thread_ts: '1.000001' }, 'thread_not_found'],
    ['chat.postMessage', { channel: OPS, blocks: 'not json' }, 'invalid_blocks_format'],
    [
      'chat.postMessage',
      { channel: OPS, text: 'a', metadata: { event_type: 'x' } },
      'invalid_metadata_schema',
    ],
    ['chat.postMessage', { text: 'a' }, 'invalid_arguments'],
    ['chat.postMessage', { channel: OPS, text: 'a', reply_broadcast: true }, 'invalid_arguments'],
    ['chat.update', { channel: OPS, ts: '1.000001', text: 'a' }, 'message_not_found'],
    ['chat.postEphemeral', { channel: OPS, user: 'U0NONE', text: 'a' }, 'user_not_in_channel'],
    ['conversations.history', { channel: PRIVATE_TO_BOT }, 'not_in_channel'],
    ['conversations.history', { channel: OPS, cursor: 'nonsense' }, 'invalid_cursor'],
    ['conversations.replies', { channel: OPS, ts: '1.000001' }, 'thread_not_found'],
    ['users.info', { user: 'U0NONE' }, 'user_not_found'],
    ['conversations.open', { users: 'U0NONE' }, 'user_not_found'],
    ['chat.teleport', {}, 'unknown_method'],
  ])('%s %j is refused with %s', async (method, args, error) => {
    expect(await call(method, args)).toMatchObject({ ok: false, error });
    expect(slack.messages(OPS)).toEqual([]);
  });

  test('an update may hold 4,000 characters of text, a post 40,000', async () => {
    const { ts } = await client.chat.postMessage({ channel: OPS, text: long(40_000) });
    expect(await call('chat.update', { channel: OPS, ts, text: long(4_001) })).toMatchObject({
      error: 'msg_too_long',
    });
    expect(await call('chat.update', { channel: OPS, ts, text: long(4_000) })).toBeUndefined();
  });

  test('no token and a wrong token are told apart', async () => {
    const withToken = (headers: Record<string, string>) =>
      fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers }).then((response) => response.json());
    expect(await withToken({})).toEqual({ ok: false, error: 'not_authed' });
    expect(await withToken({ authorization: 'Bearer xoxb-wrong' })).toEqual({
      ok: false,
      error: 'invalid_auth',
    });
  });

  test('a JSON body works like a form, and the record shows no token', async () => {
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: 'Bearer xoxb-contract' },
      body: JSON.stringify({ channel: OPS, text: 'as JSON', blocks: [{ type: 'divider' }] }),
    });
    expect(await response.json()).toMatchObject({ ok: true, channel: OPS });
    expect(slack.messages(OPS)).toMatchObject([{ text: 'as JSON', blocks: [{ type: 'divider' }] }]);
    expect(slack.record.map(({ method, answer }) => [method, answer.kind])).toEqual([
      ['chat.postMessage', 'answered'],
    ]);
    expect(JSON.stringify(slack.record)).not.toContain('xoxb');
  });
});
