import type { IncomingMessage } from 'node:http';
import type { Place } from './room.ts';

/** A whole body, or why there is none; `gone`: whoever sent it went away. */
export type Body =
  | { readonly kind: 'body'; readonly text: string }
  | { readonly kind: 'too-large' | 'no-room' | 'gone' };

/** Reads a body as UTF-8, `most` bytes at most, as far as there is room; what comes after that is left unread. Never rejects. */
export function readBody(request: IncomingMessage, most: number, place: Place): Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > most) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const end = (body: Body): void => {
      // The request lives on until it is answered; what would hold the body leaves it.
      request.off('data', take).off('end', whole).off('error', gone).off('close', gone);
      if (body.kind !== 'body') request.pause();
      resolve(body);
    };
    const take = (part: Buffer): void => {
      bytes += part.length;
      if (bytes > most) end({ kind: 'too-large' });
      else if (!place.grow(part.length)) end({ kind: 'no-room' });
      else parts.push(part);
    };
    const whole = (): void => {
      const [only] = parts;
      const body = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, bytes);
      end({ kind: 'body', text: body.toString('utf8') });
    };
    const gone = (): void => end({ kind: 'gone' });
    request.on('data', take).once('end', whole).once('error', gone).once('close', gone);
  });
}
