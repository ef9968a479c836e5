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
      request.off('data', take);
      if (body.kind !== 'body') request.pause();
      resolve(body);
    };
    const take = (part: Buffer): void => {
      bytes += part.length;
      if (bytes > most) end({ kind: 'too-large' });
      else if (!place.grow(part.length)) end({ kind: 'no-room' });
      else parts.push(part);
    };
    request.on('data', take);
    request.once('end', () => {
      const [only] = parts;
      const whole = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, bytes);
      end({ kind: 'body', text: whole.toString('utf8') });
    });
    request.once('error', () => end({ kind: 'gone' }));
    request.once('close', () => end({ kind: 'gone' }));
  });
}
