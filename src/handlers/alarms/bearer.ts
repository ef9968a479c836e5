import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether an `Authorization` header carries the token; how long that takes says nothing of the token. */
export function bearerOf(token: string): (header: string | undefined) => boolean {
  const wanted = digest(`Bearer ${token}`);
  return (header = '') => {
    const [, given = ''] = /^bearer +(\S+)$/i.exec(header) ?? [];
    return timingSafeEqual(digest(`Bearer ${given}`), wanted);
  };
}
