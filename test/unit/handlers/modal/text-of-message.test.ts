import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfMessage } from '../../../../src/handlers/modal/text-of-message.ts';

describe('the words of a message', () => {
  it('are those of its text, blocks, rich text, fields and attachments; not its ids', () => {
    const text = textOfMessage({
      type: 'message',
      ts: '1.2',
      user: 'U0REGISTRY',
      text: 'fallback text',
      blocks: [
        { type: 'section', block_id: 'a-block', text: { type: 'mrkdwn', text: 'a section' } },
        { type: 'section', fields: [{ type: 'mrkdwn', text: 'a field' }] },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'rich' }] }],
        },
        { type: 'header', text: { type: 'plain_text', text: 'a header' } },
      ],
      attachments: [
        { title: 'ALARM', fields: [{ title: 'Service', value: 'registry' }], fallback: 'all of it' },
      ],
    });
    for (const words of [
      'fallback text',
      'a section',
      'a field',
      'rich',
      'a header',
      'ALARM',
      'Service',
      'registry',
      'all of it',
    ])
      expect(text).toContain(words);
    for (const id of ['U0REGISTRY', 'a-block', 'mrkdwn', '1.2']) expect(text).not.toContain(id);
  });

  it('are found, or none, in anything', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(textOfMessage(message).length).toBeLessThanOrEqual(30_000);
      }),
    );
    expect(textOfMessage({ text: 'x'.repeat(50_000) })).toHaveLength(30_000);
  });
});
