import { z } from 'zod';
import type { StoredFile } from '../../workspace/files.ts';
import { refuse } from '../answer.ts';
import { structured } from '../arguments.ts';
import { checkContent, POST_TEXT_MAX } from '../content.ts';
import { defineMethod } from '../method.ts';
import { postableChannel, threadRoot } from '../target.ts';

const wanted = z.array(
  z.strictObject({ id: z.string(), title: z.string().optional(), highlight_type: z.string().optional() }),
);

/**
 * https://docs.slack.dev/reference/methods/files.completeUploadExternal: shares uploaded files as one message,
 * or keeps them private where no channel is named. A file whose bytes never came, or that was shared before,
 * is `file_not_found`.
 */
export const filesCompleteUploadExternal = defineMethod(
  'files.completeUploadExternal',
  {
    files: structured.pipe(wanted.min(1)),
    channel_id: z.string().optional(),
    thread_ts: z.string().optional(),
    initial_comment: z.string().optional(),
    blocks: structured.optional(),
  },
  (workspace, args) => {
    const found: StoredFile[] = [];
    for (const { id } of args.files) {
      const file = workspace.files.find(id);
      if (file?.bytes === undefined || file.shared) return refuse('file_not_found');
      found.push(file);
    }
    const name = (file: StoredFile, index: number) => {
      workspace.files.complete(file, args.files[index]?.title ?? file.name);
    };
    if (args.channel_id === undefined) {
      if (args.thread_ts !== undefined)
        return refuse('invalid_arguments', ['[ERROR] thread_ts needs channel_id']);
      found.forEach(name);
    } else {
      const channel = postableChannel(workspace, args.channel_id, 'is_archived');
      if (!channel.ok) return channel.refusal;
      const under = threadRoot(workspace, args.channel_id, args.thread_ts);
      if (!under.ok) return under.refusal;
      // "If the `initial_comment` field is provided, the `blocks` field is ignored."
      const given =
        args.initial_comment === undefined ? { blocks: args.blocks } : { text: args.initial_comment };
      const says = given.text !== undefined || given.blocks !== undefined;
      const content = says ? checkContent(given, POST_TEXT_MAX, workspace.files) : undefined;
      if (content?.ok === false) return content.refusal;
      found.forEach(name);
      const { text = '', blocks = [] } = content?.value ?? {};
      const files = found.map(({ id, name: called, title, size }) => ({ id, name: called, title, size }));
      workspace.post(
        args.channel_id,
        { text, blocks, files, user: workspace.directory.bot.userId },
        under.value,
      );
    }
    return { ok: true, files: found.map(({ id, title }) => ({ id, title })) };
  },
);
