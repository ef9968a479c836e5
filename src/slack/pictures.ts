import type { WebClient } from '@slack/web-api';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { SlackFault } from '../domain/ports/chat.ts';
import type { PictureStore } from '../domain/ports/metric-pictures.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { chatFaultOf } from './chat-fault.ts';

/**
 * Pictures as files of Slack that no channel has (files.getUploadURLExternal, a POST of the bytes,
 * files.completeUploadExternal without a channel; scope `files:write`): each is uploaded in one try. Slack works on a
 * file for some seconds after that, and refuses messages with it until then: who shows it tries again (`offered.ts`).
 * `client` must not retry by itself.
 */
export const slackPictures = (client: WebClient, redactor: Redactor): PictureStore => ({
  async keep({ name, png, alt }) {
    const uploaded = await attempt(redactor, () =>
      client.filesUploadV2({ file: Buffer.from(png), filename: name, alt_text: redactor.text(alt) }),
    );
    if (!uploaded.ok) return err(chatFault('files.completeUploadExternal', uploaded.fault));
    const id = uploaded.value.files
      .flatMap(({ files = [] }) => files)
      .find((file) => file.id !== undefined)?.id;
    return id === undefined
      ? err(
          chatFault('files.completeUploadExternal', { kind: 'unknown', detail: 'an answer without a file' }),
        )
      : ok(id);
  },
});

const attempt = <T>(redactor: Redactor, call: () => Promise<T>): Promise<Result<T, SlackFault>> =>
  call().then(ok, (error: unknown) => err(chatFaultOf(error, redactor)));
