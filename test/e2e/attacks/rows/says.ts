import type { Attack } from '../attack.ts';
import type { Bare } from '../ground.ts';

/** Words of somebody; nothing comes of them. */
export const says = (
  name: string,
  user: string,
  words: string,
  answer: RegExp,
  audited: string,
  never?: RegExp,
): Attack<Bare> => ({
  name,
  send: ({ command }) => command(words, user),
  told: { status: 200, answer },
  leaves: { audited },
  ...(never ? { never } : {}),
});
