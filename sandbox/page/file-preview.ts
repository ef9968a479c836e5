import { isUtf8 } from 'node:buffer';

/** What the page shows of a file. `cut`: there is more. */
export type FilePreview = { kind: 'text'; text: string; cut: boolean } | { kind: 'binary' };

/** So much of a file is shown. */
const SHOWN_BYTES = 64 * 1024;

/** A file's text, if it is one. A character that the end cuts in two is left out. */
export const filePreview = (bytes: Uint8Array): FilePreview => {
  if (!isUtf8(bytes) || bytes.includes(0)) return { kind: 'binary' };
  const text = new TextDecoder().decode(bytes.subarray(0, SHOWN_BYTES), { stream: true });
  return { kind: 'text', text, cut: bytes.byteLength > SHOWN_BYTES };
};
