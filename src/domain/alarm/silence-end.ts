import { type DurationMs, days, type EpochMs } from '../clock.ts';
import { freezeEnd, type Lasting } from '../hold/freeze-end.ts';

/** A silence is a promise to look again. */
const LONGEST: DurationMs = days(7);
/** What is longer is told in words of its own. */
const READ: Lasting = { what: 'A silence', usual: days(1), longestDays: 3_650 };

/** When a silence ends, or why it can't end then. */
export type SilenceEnd =
  | { readonly kind: 'end'; readonly at: EpochMs }
  | { readonly kind: 'wrong'; readonly problem: string }
  | { readonly kind: 'too-long'; readonly most: DurationMs };

/** Reads when a silence ends, by the words and the zone (IANA) that a freeze's end takes; a week at most. */
export function silenceEnd(words: string, now: EpochMs, zone?: string): SilenceEnd {
  const end = freezeEnd(words, now, zone, READ);
  if (end.kind === 'wrong' || end.at <= now + LONGEST) return end;
  return { kind: 'too-long', most: LONGEST };
}
