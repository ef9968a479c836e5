import { z } from 'zod';
import { refuse } from '../answer.ts';
import { wholeNumber } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { UPLOAD_PATH } from '../upload.ts';

/** A snippet holds at most 1 MB. https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
const SNIPPET_MAX = 1_048_576;

/**
 * https://docs.slack.dev/reference/methods/files.getUploadURLExternal: where to post the bytes of a file. The
 * documentation calls the description of an image `alt_txt`, Slack's own client sends `alt_text`.
 */
export const filesGetUploadUrlExternal = defineMethod(
  'files.getUploadURLExternal',
  {
    filename: z.string().min(1),
    length: wholeNumber.min(0),
    snippet_type: z.string().optional(),
    alt_txt: z.string().max(1000).optional(),
    alt_text: z.string().max(1000).optional(),
  },
  ({ files }, { filename, length, snippet_type }, { origin }) => {
    // The documentation of `missing_argument`: "Typically only occurs when the `length` provided is 0."
    if (length === 0) return refuse('missing_argument');
    if (snippet_type !== undefined && length > SNIPPET_MAX) return refuse('snippet_too_large');
    const file = files.expect(filename, length);
    return { ok: true, upload_url: `${origin}${UPLOAD_PATH}${file.upload}`, file_id: file.id };
  },
);
