import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { clientOf, OPS, startWorkspace } from './workspace.ts';

let slack: SlackSandbox;

beforeEach(async () => {
  slack = await startWorkspace();
});

afterEach(() => slack.stop());

const tooLong = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
const refusal = {
  data: {
    ok: false,
    error: 'invalid_blocks',
    errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: {
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    },
  },
};

test('the client learns which block is wrong, and nothing is posted or changed', async () => {
  const client = clientOf(slack);
  await expect(client.chat.postMessage({ channel: OPS, text: 'a', blocks: tooLong })).rejects.toMatchObject(
    refusal,
  );
  const { ts = '' } = await client.chat.postMessage({ channel: OPS, text: 'good' });
  await expect(client.chat.update({ channel: OPS, ts, text: 'a', blocks: tooLong })).rejects.toMatchObject(
    refusal,
  );
  expect(slack.messages(OPS).map(({ text }) => text)).toEqual(['good']);
});
