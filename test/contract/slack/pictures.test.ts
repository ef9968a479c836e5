import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { BOT, clientOf, OPERATOR, OPS, startWorkspace } from './workspace.ts';

const PROCESSING_MS = 2_000;
const graph = PNG.sync.write(new PNG({ width: 8, height: 4 }));

let slack: SlackSandbox;
let client: WebClient;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 21, 3, 0, 0);
  slack = await startWorkspace({ now: () => now, fileProcessingMs: PROCESSING_MS });
  client = clientOf(slack);
});
afterEach(() => slack.stop());

const upload = async (bytes: Buffer, filename: string): Promise<string> => {
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
    filename,
    length: bytes.byteLength,
  });
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  return file_id;
};

/** A file that the bot has for itself alone, looked at by Slack. */
const kept = async (bytes: Buffer = graph, filename = 'graph.png'): Promise<string> => {
  const id = await upload(bytes, filename);
  await client.files.completeUploadExternal({ files: [{ id, title: 'CPU of registry' }] });
  now += PROCESSING_MS;
  return id;
};

const image = (id: string): KnownBlock => ({
  type: 'image',
  slack_file: { id },
  alt_text: 'CPU of registry, above 85 since 02:50',
  title: { type: 'plain_text', text: 'CPU of registry' },
});

const unshown = (pointer: string, error = 'invalid_blocks') => ({
  data: { error, errors: [`invalid slack file [json-pointer:${pointer}]`] },
});

describe('a picture that the bot keeps for itself', () => {
  it('is shown in a message, which carries no file', async () => {
    const id = await kept();
    await client.chat.postMessage({ channel: OPS, text: 'An alarm rings', blocks: [image(id)] });
    const [message] = slack.messages(OPS);
    expect(message).toMatchObject({ user: BOT, blocks: [{ type: 'image', slack_file: { id } }] });
    expect(message).not.toHaveProperty('files');
  });

  it('is shown by its permalink as well, beside a section and in a context', async () => {
    const id = await kept();
    const url = `https://wheelhouse.slack.com/files/${BOT}/${id}/graph.png`;
    const element = { type: 'image', slack_file: { url }, alt_text: 'CPU' } as const;
    const text = { type: 'mrkdwn', text: 'CPU of registry' } as const;
    await client.chat.postMessage({
      channel: OPS,
      text: 'An alarm rings',
      blocks: [
        { type: 'section', text, accessory: element },
        { type: 'context', elements: [element] },
      ],
    });
    expect(slack.messages(OPS)).toHaveLength(1);
  });

  it('can be put into a message later, and into the Home tab', async () => {
    const id = await kept();
    const { ts = '' } = await client.chat.postMessage({ channel: OPS, text: 'An alarm rings' });
    await client.chat.update({ channel: OPS, ts, text: 'An alarm rings', blocks: [image(id)] });
    await client.views.publish({ user_id: OPERATOR, view: { type: 'home', blocks: [image(id)] } });
    expect(slack.messages(OPS)[0]?.blocks).toMatchObject([{ slack_file: { id } }]);
  });
});

describe('Slack refuses a picture', () => {
  it('for a moment after its upload: it looks at the file first', async () => {
    const id = await upload(graph, 'graph.png');
    await client.files.completeUploadExternal({ files: [{ id }] });
    const { ts = '' } = await client.chat.postMessage({ channel: OPS, text: 'An alarm rings' });
    const post = () => client.chat.postMessage({ channel: OPS, text: 'it', blocks: [image(id)] });
    const update = () => client.chat.update({ channel: OPS, ts, text: 'it', blocks: [image(id)] });
    await expect(post()).rejects.toMatchObject(unshown('/blocks/0/slack_file'));
    await expect(update()).rejects.toMatchObject(unshown('/blocks/0/slack_file'));
    now += PROCESSING_MS;
    await update();
    await post();
    expect(slack.messages(OPS)).toHaveLength(2);
  });

  it('that was never completed, and one that is not there', async () => {
    const id = await upload(graph, 'graph.png');
    now += PROCESSING_MS;
    for (const one of [id, 'F0NOBODYS']) {
      const post = client.chat.postMessage({
        channel: OPS,
        text: 'it',
        blocks: [{ type: 'divider' }, image(one)],
      });
      await expect(post).rejects.toMatchObject(unshown('/blocks/1/slack_file'));
    }
    expect(slack.messages(OPS)).toEqual([]);
  });

  it('that is none, whatever its name says', async () => {
    const id = await kept(Buffer.from('not a picture'), 'graph.png');
    const post = client.chat.postMessage({ channel: OPS, text: 'it', blocks: [image(id)] });
    await expect(post).rejects.toMatchObject(unshown('/blocks/0/slack_file'));
  });

  it('in a view, too', async () => {
    const publish = client.views.publish({
      user_id: OPERATOR,
      view: { type: 'home', blocks: [image('F0NOBODYS')] },
    });
    await expect(publish).rejects.toMatchObject(unshown('/view/blocks/0/slack_file', 'invalid_arguments'));
  });

  it.each([
    [
      'by what is no id',
      { slack_file: { id: 'graph.png' } },
      'input must match regex pattern: ^[F][A-Z0-9]{8,}$',
    ],
    [
      'with two sources',
      { slack_file: { id: 'F00000001' }, image_url: 'https://example.org/a.png' },
      'must define either',
    ],
    [
      'without alternative text',
      { slack_file: { id: 'F00000001' }, alt_text: undefined },
      'missing required field',
    ],
    [
      'with too long a text',
      { slack_file: { id: 'F00000001' }, alt_text: 'x'.repeat(2001) },
      'less than 2001',
    ],
    [
      'with too long a title',
      { slack_file: { id: 'F00000001' }, title: { type: 'plain_text', text: 'x'.repeat(2001) } },
      'less than 2001',
    ],
  ])('%s', async (_, given, complaint) => {
    const post = client.apiCall('chat.postMessage', {
      channel: OPS,
      text: 'it',
      blocks: [{ type: 'image', alt_text: 'CPU', ...given }],
    });
    await expect(post).rejects.toMatchObject({
      data: { error: 'invalid_blocks', errors: [expect.stringContaining(complaint)] },
    });
  });
});
