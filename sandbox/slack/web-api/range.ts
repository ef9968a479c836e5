import { z } from 'zod';
import { byTs } from '../workspace/timestamps.ts';
import { refuse } from './answer.ts';
import { flag, wholeNumber } from './arguments.ts';
import type { Checked } from './content.ts';

/** The arguments of conversations.history and conversations.replies. Limit: 100 unless told, 999 at most. */
export const rangeArguments = {
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.optional(),
  limit: wholeNumber.min(1).max(999).default(100),
  cursor: z.string().optional(),
  include_all_metadata: flag.optional(),
};

interface Range {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
}

/** Whether a message lies in the range; its ends count only with `inclusive`. */
export const within =
  ({ oldest, latest, inclusive }: Range) =>
  ({ ts }: { ts: string }): boolean => {
    const margin = inclusive === true ? 0 : 1;
    return (
      (oldest === undefined || byTs(ts, oldest) >= margin) &&
      (latest === undefined || byTs(latest, ts) >= margin)
    );
  };

const CURSOR = /^next_ts:([0-9]+\.[0-9]+)$/;

/**
 * One page of `items`, and the cursor of the next ('' after the last). A cursor names the first message of its
 * page, so that messages posted in between shift nothing.
 */
export const page = <T extends { ts: string }>(
  items: readonly T[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Checked<{ items: T[]; next: string }> => {
  let from = 0;
  if (cursor !== undefined && cursor !== '') {
    const ts = CURSOR.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
    from = items.findIndex((item) => item.ts === ts);
    if (from < 0) return { ok: false, refusal: refuse('invalid_cursor') };
  }
  const after = items[from + limit];
  const next = after === undefined ? '' : Buffer.from(`next_ts:${after.ts}`).toString('base64');
  return { ok: true, value: { items: items.slice(from, from + limit), next } };
};
