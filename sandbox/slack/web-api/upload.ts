import type { Files } from '../workspace/files.ts';
import { refuse } from './answer.ts';
import type { HttpAnswer } from './http.ts';

/** The part of the path after this one says which upload is meant. */
export const UPLOAD_PATH = '/upload/v1/';

const fileIn = async (contentType: string | undefined, body: Buffer): Promise<Uint8Array | undefined> => {
  if (contentType === undefined || !contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const [part] = form.values();
  if (part === undefined) return undefined;
  return typeof part === 'string' ? Buffer.from(part) : new Uint8Array(await part.arrayBuffer());
};

/**
 * Takes the bytes of an upload, raw or as a multipart form. Slack answers in plain text.
 * https://docs.slack.dev/reference/methods/files.getUploadURLExternal. How it answers to a length other than
 * the one that was announced isn't documented: the sandbox refuses it, so that no test leans on it.
 */
export const takeUpload = async (
  files: Files,
  upload: string,
  contentType: string | undefined,
  body: Buffer,
): Promise<HttpAnswer> => {
  const bytes = await fileIn(contentType, body).catch(() => undefined);
  if (bytes === undefined)
    return { status: 400, body: refuse('invalid_form_data'), plain: 'No file in the form' };
  const received = files.receive(upload, bytes);
  if (received === 'received') {
    return { status: 200, body: { ok: true }, plain: `OK - ${bytes.byteLength}` };
  }
  const error = received === 'wrong length' ? 'wrong_length' : 'no_such_upload';
  return { status: received === 'wrong length' ? 400 : 404, body: refuse(error), plain: received };
};
