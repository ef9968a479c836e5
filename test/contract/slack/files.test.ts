import { randomBytes } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { BOT, clientOf, OPS, PRIVATE_TO_BOT, startWorkspace } from './workspace.ts';

let slack: SlackSandbox;
let client: WebClient;

beforeEach(async () => {
  slack = await startWorkspace();
  client = clientOf(slack);
});

afterEach(() => slack.stop());

const log = randomBytes(9_000).toString('base64');
const bytesOf = (id: string | undefined) => Buffer.from(slack.fileBytes(id ?? '') ?? []).toString('utf8');

test('a long output is a file in the thread of its run, whole', async () => {
  const { ts: root = '' } = await client.chat.postMessage({ channel: OPS, text: 'run #1042' });
  await client.files.uploadV2({
    channel_id: OPS,
    thread_ts: root,
    initial_comment: 'The last 500 lines',
    content: log,
    filename: 'registry.log',
    title: 'Logs of registry',
  });
  const [run] = slack.messages(OPS);
  expect(run?.thread).toMatchObject([
    {
      user: BOT,
      text: 'The last 500 lines',
      files: [{ name: 'registry.log', title: 'Logs of registry', size: Buffer.byteLength(log) }],
    },
  ]);
  expect(bytesOf(run?.thread[0]?.files?.[0]?.id)).toBe(log);
  const { messages } = await client.conversations.replies({ channel: OPS, ts: root });
  expect(messages?.[1]).toMatchObject({ files: [{ mimetype: 'text/plain', filetype: 'text' }] });
});

test('two files of one message are one message', async () => {
  await client.files.uploadV2({
    channel_id: OPS,
    initial_comment: 'both',
    file_uploads: [
      { content: 'a', filename: 'a.txt' },
      { content: '{}', filename: 'b.json' },
    ],
  });
  expect(slack.messages(OPS)).toMatchObject([{ files: [{ name: 'a.txt' }, { name: 'b.json' }] }]);
});

test('without a channel the file is shared with nobody', async () => {
  await client.files.uploadV2({ content: log, filename: 'registry.log' });
  expect(slack.messages(OPS)).toEqual([]);
});

test('raw bytes and a form are both taken; another length than announced is not', async () => {
  const announce = async (length: number) =>
    client.files
      .getUploadURLExternal({ filename: 'a.txt', length })
      .then(({ upload_url = '', file_id = '' }) => ({
        upload_url,
        file_id,
      }));
  const raw = await announce(5);
  const good = await fetch(raw.upload_url, { method: 'POST', body: 'hello' });
  expect([good.status, await good.text()]).toEqual([200, 'OK - 5']);
  expect(bytesOf(raw.file_id)).toBe('hello');

  const form = await announce(5);
  const body = new FormData();
  body.set('filename', new Blob(['hello']), 'a.txt');
  expect((await fetch(form.upload_url, { method: 'POST', body })).status).toBe(200);
  expect(bytesOf(form.file_id)).toBe('hello');

  const short = await announce(6);
  expect((await fetch(short.upload_url, { method: 'POST', body: 'hello' })).status).toBe(400);
  await expect(
    client.files.completeUploadExternal({ files: [{ id: short.file_id }], channel_id: OPS }),
  ).rejects.toMatchObject({ data: { error: 'file_not_found' } });
});

test.each([
  ['a channel that is not there', { channel_id: 'C0NONE' }, 'channel_not_found'],
  ['a channel the bot is not in', { channel_id: PRIVATE_TO_BOT }, 'not_in_channel'],
  ['a thread that is not there', { channel_id: OPS, thread_ts: '1.000001' }, 'thread_not_found'],
  ['a thread without its channel', { thread_ts: '1.000001' }, 'invalid_arguments'],
  ['blocks Slack refuses', { channel_id: OPS, blocks: [{ type: 'bogus' }] }, 'invalid_blocks'],
])('%s is refused, and the file can still be shared elsewhere', async (_, where, error) => {
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
    filename: 'a.txt',
    length: 1,
  });
  await fetch(upload_url, { method: 'POST', body: 'a' });
  const complete = (more: Record<string, unknown>) =>
    client.apiCall('files.completeUploadExternal', { files: [{ id: file_id }], ...more });
  await expect(complete(where)).rejects.toMatchObject({ data: { error } });
  expect(slack.messages(OPS)).toEqual([]);
  await complete({ channel_id: OPS });
  await expect(complete({ channel_id: OPS })).rejects.toMatchObject({ data: { error: 'file_not_found' } });
  expect(slack.messages(OPS)).toHaveLength(1);
});

test('the upload itself can go wrong', async () => {
  slack.faults.next('upload', { kind: 'status', status: 500 });
  await expect(client.files.uploadV2({ channel_id: OPS, content: 'a', filename: 'a.txt' })).rejects.toThrow();
  expect(slack.messages(OPS)).toEqual([]);
});
