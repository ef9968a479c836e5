import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A Slack, or something that says it is compatible with it. */
export interface SlackTarget {
  readonly client: WebClient;
  /** Ends with `/api/`. */
  readonly apiUrl: string;
  /** A channel that the token's bot is a member of. The suite posts about thirty messages there. */
  readonly channel: string;
  /** A person in that channel who may be shown an ephemeral. */
  readonly person: string | undefined;
  /** A public channel that the bot isn't a member of. */
  readonly elsewhere: string | undefined;
  /** A user group with members. */
  readonly group: string | undefined;
  stop(): Promise<void>;
}

const long = (length: number) => 'x'.repeat(length);
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });

/** The first thing that `look` finds; looks twenty times, a second apart: each look is a call that Slack counts. */
const found = async <T>(look: () => Promise<T | undefined>): Promise<T | undefined> => {
  for (let tries = 0; tries < 20; tries += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(1000);
  }
  return undefined;
};

/** What Wheelhouse relies on in a Slack. Everything is seen through the Web API only. */
export const slackContract = (name: string, start: () => Promise<SlackTarget>): void => {
  describe(name, () => {
    let slack: SlackTarget;
    let client: WebClient;
    let channel: string;
    let bot: { user: string; id: string };
    /** Marks this run's messages in a channel that others may use too. */
    const mark = `contract ${process.pid}-${Math.floor(performance.timeOrigin)}`;

    beforeAll(async () => {
      slack = await start();
      ({ client, channel } = slack);
      const me = await client.auth.test();
      bot = { user: me.user_id ?? '', id: me.bot_id ?? '' };
    });
    afterAll(() => slack.stop());

    const post = async (text: string, more: { thread_ts?: string } = {}): Promise<string> => {
      const { ts } = await client.chat.postMessage({ channel, text: `${mark} ${text}`, ...more });
      if (ts === undefined) throw new Error('chat.postMessage answered without ts');
      return ts;
    };
    const replies = async (ts: string, more: Record<string, unknown> = {}) =>
      (await client.conversations.replies({ channel, ts, ...more })).messages ?? [];
    const at = async (ts: string, more: Record<string, unknown> = {}) =>
      (await client.conversations.history({ channel, oldest: ts, latest: ts, inclusive: true, ...more }))
        .messages?.[0];
    const texts = (messages: readonly { text?: string }[] | undefined) =>
      (messages ?? []).map(({ text = '' }) => text.replace(`${mark} `, ''));
    const errorOf = async (call: Promise<unknown>): Promise<unknown> => {
      const error: unknown = await call.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      return error instanceof Error && 'data' in error ? error.data : error;
    };

    describe('the bot', () => {
      test('knows who it is, and that it is a bot in the channel', async () => {
        expect(bot).toEqual({ user: expect.stringMatching(/^[UW]/), id: expect.stringMatching(/^B/) });
        expect((await client.users.info({ user: bot.user })).user).toMatchObject({
          is_bot: true,
          deleted: false,
        });
        const { channel: place } = await client.conversations.info({ channel });
        expect(place).toMatchObject({ id: channel, is_member: true, is_archived: false });
        expect((await client.conversations.members({ channel, limit: 999 })).members).toContain(bot.user);
      });

      test('is refused without a token, with a wrong one, and where it asks for what there is not', async () => {
        const raw = async (method: string, headers: Record<string, string>) =>
          (await fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers })).json();
        expect(await raw('auth.test', {})).toMatchObject({ ok: false, error: 'not_authed' });
        const authorization = 'Bearer xoxb-not-a-token';
        expect(await raw('auth.test', { authorization })).toMatchObject({ ok: false, error: 'invalid_auth' });
        expect(await errorOf(client.apiCall('chat.teleport'))).toMatchObject({ error: 'unknown_method' });
      });
    });

    describe('messages', () => {
      test('are in the history by their ts, newest first, and in their threads, oldest first', async () => {
        const root = await post('root');
        const first = await post('first', { thread_ts: root });
        const second = await post('second', { thread_ts: root });
        const other = await post('other');
        const { messages } = await client.conversations.history({ channel, oldest: root, inclusive: true });
        expect(texts(messages?.filter(({ text }) => text?.startsWith(mark)))).toEqual(['other', 'root']);
        expect(texts(await replies(root))).toEqual(['root', 'first', 'second']);
        expect((await replies(root))[0]).toMatchObject({ ts: root, thread_ts: root, reply_count: 2 });
        expect(await at(other)).toMatchObject({ ts: other, user: bot.user, bot_id: bot.id });
        expect(texts(await replies(root, { oldest: first }))).toEqual(['root', 'second']);
        expect(Number(second)).toBeGreaterThan(Number(first));
      });

      test('the ends of a range count only when inclusive', async () => {
        const [one, two, three] = [await post('one'), await post('two'), await post('three')];
        const between = async (range: { oldest: string; latest: string; inclusive?: boolean }) =>
          texts((await client.conversations.history({ channel, ...range })).messages);
        expect(await between({ oldest: one, latest: three })).toEqual(['two']);
        expect(await between({ oldest: one, latest: two, inclusive: true })).toEqual(['two', 'one']);
      });

      test('come page by page', async () => {
        const oldest = await post('a');
        for (const text of ['b', 'c']) await post(text);
        const page = (cursor?: string) =>
          client.conversations.history({
            channel,
            oldest,
            inclusive: true,
            limit: 2,
            ...(cursor ? { cursor } : {}),
          });
        const first = await page();
        expect([texts(first.messages), first.has_more]).toEqual([['c', 'b'], true]);
        const second = await page(first.response_metadata?.next_cursor);
        expect([texts(second.messages), second.has_more]).toEqual([['a'], false]);
      });

      test('carry metadata, shown only when asked for; an update keeps it and the empty one removes it', async () => {
        const metadata = { event_type: 'wheelhouse_run', event_payload: { run: '1042' } };
        const { ts = '' } = await client.chat.postMessage({ channel, text: `${mark} meta`, metadata });
        expect(await at(ts)).not.toHaveProperty('metadata.event_payload');
        const asked = () => at(ts, { include_all_metadata: true });
        expect(await asked()).toMatchObject({ metadata });
        await client.chat.update({ channel, ts, text: `${mark} changed` });
        expect(await asked()).toMatchObject({ metadata, text: `${mark} changed` });
        await client.apiCall('chat.update', { channel, ts, text: `${mark} bare`, metadata: {} });
        expect(await asked()).not.toHaveProperty('metadata.event_payload');
      });

      test('a text without blocks takes the blocks away', async () => {
        const blocks = [section('*now* with blocks')];
        const { ts = '' } = await client.chat.postMessage({ channel, text: `${mark} a`, blocks });
        expect((await at(ts))?.blocks).toMatchObject([{ type: 'section', block_id: expect.any(String) }]);
        await client.chat.update({ channel, ts, text: `${mark} b` });
        // Slack shows a text of its own making as rich_text; the section must be gone.
        expect((await at(ts))?.blocks ?? []).not.toContainEqual(expect.objectContaining({ type: 'section' }));
      });

      test('have a link', async () => {
        const ts = await post('linked');
        const { permalink = '' } = await client.chat.getPermalink({ channel, message_ts: ts });
        expect(new URL(permalink).pathname).toBe(`/archives/${channel}/p${ts.replace('.', '')}`);
      });

      test('take an emoji once', async () => {
        const timestamp = await post('seen');
        const eyes = { channel, timestamp, name: 'eyes' };
        await client.reactions.add(eyes);
        expect(await errorOf(client.reactions.add(eyes))).toMatchObject({ error: 'already_reacted' });
        expect((await at(timestamp))?.reactions).toMatchObject([
          { name: 'eyes', users: [bot.user], count: 1 },
        ]);
        await client.reactions.remove(eyes);
        expect(await errorOf(client.reactions.remove(eyes))).toMatchObject({ error: 'no_reaction' });
      });

      test('a file is in the thread it was uploaded to', async () => {
        const root = await post('long output');
        const content = `${mark}\n`.repeat(40);
        const initial_comment = 'The last lines';
        await client.files.uploadV2({
          channel_id: channel,
          thread_ts: root,
          initial_comment,
          content,
          filename: 'a.txt',
        });
        // Slack works files off after it has answered.
        const shared = await found(async () =>
          (await replies(root)).find(({ files }) => files !== undefined),
        );
        expect(shared).toMatchObject({
          text: initial_comment,
          files: [{ name: 'a.txt', size: content.length }],
        });
      });

      test('an ephemeral is shown to a person, and is no message of the channel', async ({ skip }) => {
        const { person } = slack;
        if (person === undefined) return skip('needs the id of a person: WHEELHOUSE_CONTRACT_SLACK_USER');
        const shown = await client.chat.postEphemeral({ channel, user: person, text: `${mark} for you` });
        const ts = shown.message_ts ?? '';
        const update = client.chat.update({ channel, ts, text: 'changed' });
        expect(await errorOf(update)).toMatchObject({ error: 'message_not_found' });
      });
    });

    test('a user group tells its members; one that there is not tells none', async ({ skip }) => {
      const { group } = slack;
      if (group === undefined) return skip('needs the id of a user group: WHEELHOUSE_CONTRACT_SLACK_GROUP');
      const { users = [] } = await client.usergroups.users.list({ usergroup: group });
      expect(users.length).toBeGreaterThan(0);
      const { usergroups } = await client.usergroups.list({ include_users: true });
      expect(usergroups?.find(({ id }) => id === group)?.users).toEqual(users);
      const none = client.usergroups.users.list({ usergroup: 'S000000000' });
      expect(await errorOf(none)).toMatchObject({ error: 'no_such_subteam' });
    });

    describe('refusals', () => {
      test.each<[string, string, Record<string, unknown>, string]>([
        [
          'a channel that there is not',
          'chat.postMessage',
          { channel: 'C000000000', text: 'a' },
          'channel_not_found',
        ],
        ['a message that says nothing', 'chat.postMessage', {}, 'no_text'],
        [
          'a block too long',
          'chat.postMessage',
          { text: 'a', blocks: [section(long(3001))] },
          'invalid_blocks',
        ],
        [
          'a block that is none',
          'chat.postMessage',
          { text: 'a', blocks: [{ type: 'bogus' }] },
          'invalid_blocks',
        ],
        [
          'metadata without a payload',
          'chat.postMessage',
          { text: 'a', metadata: { event_type: 'x' } },
          'invalid_metadata_schema',
        ],
        ['an update of nothing', 'chat.update', { ts: '1.000001', text: 'a' }, 'message_not_found'],
        ['a wrong cursor', 'conversations.history', { cursor: 'nonsense' }, 'invalid_cursor'],
        ['a thread that there is not', 'conversations.replies', { ts: '1.000001' }, 'thread_not_found'],
        [
          'an emoji under nothing',
          'reactions.add',
          { timestamp: '1.000001', name: 'eyes' },
          'message_not_found',
        ],
      ])('%s', async (_, method, args, error) => {
        expect(await errorOf(client.apiCall(method, { channel, ...args }))).toMatchObject({
          ok: false,
          error,
        });
      });

      test('a person and a file that there are not', async () => {
        const completed = client.files.completeUploadExternal({
          files: [{ id: 'F000000000' }],
          channel_id: channel,
        });
        expect(await errorOf(completed)).toMatchObject({ error: 'file_not_found' });
        expect(await errorOf(client.users.info({ user: 'U000000000' }))).toMatchObject({
          error: 'user_not_found',
        });
      });

      test('an update of more than 4,000 characters', async () => {
        const ts = await post('short');
        const update = client.chat.update({ channel, ts, text: long(4_001) });
        expect(await errorOf(update)).toMatchObject({ error: 'msg_too_long' });
      });

      test('a channel the bot is not in', async ({ skip }) => {
        const { elsewhere } = slack;
        if (elsewhere === undefined) return skip('needs a channel: WHEELHOUSE_CONTRACT_SLACK_OTHER_CHANNEL');
        const posting = client.chat.postMessage({ channel: elsewhere, text: 'a' });
        expect(await errorOf(posting)).toMatchObject({ error: 'not_in_channel' });
      });
    });
  });
};
