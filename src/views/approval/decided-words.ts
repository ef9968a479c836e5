import type { Change, Decided } from '../../domain/approval/change.ts';
import { shortDigest } from '../../domain/image/image.ts';
import type { Approval } from '../../domain/run/question.ts';

/** A change in a few words. */
export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  deploy: 'runs another image',
  restart: 'restarts the same code',
  'restart-unproven': 'restarts, maybe with other code',
  rollback: 'goes back to what ended well last',
  'rollback-to': 'goes back to what was named',
  'scale-out': 'runs more tasks',
  'scale-in': 'runs fewer tasks',
  'scale-beyond': 'leaves the usual number of tasks, or stops the service',
  unfreeze: 'lifts a freeze',
};

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A value as it is read: a digest in short. */
const shown = (value: string): string => (DIGEST.test(value) ? shortDigest(value) : value);

/** A row as it is read: `Image: sha256:1a2b… → sha256:3c4d…`. `whole`: digests are told whole. */
export function rowWords(
  { label, before, after }: Decided['rows'][number],
  digests: 'short' | 'whole' = 'short',
): string {
  const say = digests === 'whole' ? (value: string) => value : shown;
  return `${label}: ${before === undefined ? say(after) : `${say(before)} → ${say(after)}`}`;
}

/** What is decided on in one line, without what it is done with: `runs another image. Image: … Tag: v2`. */
export function decidedWords({ change, rows }: Decided): string {
  const words = CHANGE_WORDS[change];
  const what = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return [what, ...rows.slice(0, 2).map((row) => rowWords(row))].join(' · ');
}

/** How many people must still consent: `needs an approval`, `needs 1 more approval`. */
export function lackingWords({ people, by }: Pick<Approval, 'people' | 'by'>): string {
  const left = people - by.length;
  if (by.length > 0) return left === 1 ? 'needs 1 more approval' : `needs ${left} more approvals`;
  return left === 1 ? 'needs an approval' : `needs ${left} approvals`;
}
