import { z } from 'zod';
import { parseJson } from '../web-api/arguments.ts';
import { checkContent, POST_TEXT_MAX } from '../web-api/content.ts';
import type { Files } from '../workspace/files.ts';
import type { Content } from '../workspace/message.ts';

/** What an acknowledgement or a response URL says. */
export type Reply =
  | { kind: 'nothing' }
  | { kind: 'delete-original' }
  | { kind: 'replace-original'; content: Content }
  | { kind: 'say'; to: 'person' | 'channel'; content: Content }
  | { kind: 'invalid'; error: string; messages: string[] };

const schema = z.strictObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  mrkdwn: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});

const invalid = (error: string, messages: string[] = []): Reply => ({ kind: 'invalid', error, messages });

/**
 * Reads a reply to a command or an interaction: JSON, or plain text that becomes an ephemeral message; an empty
 * body says nothing. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export const readReply = (contentType: string | undefined, body: string, files: Files): Reply => {
  if (body.trim() === '') return { kind: 'nothing' };
  if (!(contentType ?? '').startsWith('application/json')) {
    return { kind: 'say', to: 'person', content: { text: body, blocks: [] } };
  }
  const parsed = schema.safeParse(parseJson(body));
  if (!parsed.success) {
    return invalid(
      'invalid_payload',
      parsed.error.issues.map((issue) => `[ERROR] ${issue.message}`),
    );
  }
  const reply = parsed.data;
  if (reply.delete_original === true) return { kind: 'delete-original' };
  if (reply.text === undefined && reply.blocks === undefined) return { kind: 'nothing' };
  const checked = checkContent(reply, POST_TEXT_MAX, files);
  if (!checked.ok) {
    const { refusal } = checked;
    return refusal.ok ? invalid('no_text') : invalid(refusal.error, refusal.response_metadata?.messages);
  }
  const content = { text: checked.value.text ?? '', blocks: checked.value.blocks ?? [] };
  if (reply.replace_original === true) return { kind: 'replace-original', content };
  return { kind: 'say', to: reply.response_type === 'in_channel' ? 'channel' : 'person', content };
};
