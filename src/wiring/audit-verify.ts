import type { ChainHead } from '../domain/audit/chain.ts';
import { type Broken, verifyChain } from '../domain/audit/verify.ts';
import { headOf } from '../jobs/audit/head-file.ts';
import { sha256 } from '../jobs/audit/sealed.ts';

/** What a check of an export says. `wrong`: what was given as its head is none. */
export type VerifiedFile =
  | { readonly kind: 'whole' | 'broken'; readonly words: string }
  | { readonly kind: 'wrong'; readonly why: string };

const number = new Intl.NumberFormat('en-US');
const when = (at: number): string => new Date(at).toISOString();

/** Checks the text of an export, and says in a sentence what was found. */
export function verified(text: string, headText: string | undefined): VerifiedFile {
  const head = headText === undefined ? undefined : parsedHead(headText);
  if (head === 'wrong')
    return { kind: 'wrong', why: "it isn't an exported head: a file that a worker wrote" };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const found = verifyChain(lines, sha256, head);
  if (found.kind === 'broken') return { kind: 'broken', words: brokenWords(found, head) };
  const { entries, first, last } = found;
  const start =
    first.seq === 1 ? '' : `, older ones than ${number.format(first.seq)} were cut off by retention`;
  const proof = { none: '', matched: ', as its exported head says', older: ', the exported head is older' };
  return {
    kind: 'whole',
    words: `ok: ${number.format(entries)} entries, from ${when(first.at)} to ${when(last.at)}, head ${last.seq} ${last.hash}${start}${proof[found.head]}`,
  };
}

function parsedHead(text: string): ChainHead | 'wrong' {
  try {
    return headOf(text);
  } catch {
    return 'wrong';
  }
}

function brokenWords({ what, line, seq }: Broken, head: ChainHead | undefined): string {
  const entry = seq === undefined ? 'an entry' : `entry ${number.format(seq)}`;
  const at = `broken at line ${number.format(line)}`;
  switch (what) {
    case 'unreadable':
      return `${at}: it isn't an entry`;
    case 'changed':
      return `${at}: ${entry} was changed or forged, its hash isn't that of what it says`;
    case 'missing':
      return `${at}: ${entry} is missing`;
    case 'out-of-order':
      return `${at}: ${entry} stands out of order`;
    case 'duplicated':
      return `${at}: ${entry} stands twice`;
    case 'replaced':
      return `${at}: ${entry} doesn't continue the one before, one of the two was replaced`;
    case 'truncated':
      return `${at}: the end is cut off, ${entry} is missing and the exported head is ${number.format(head?.seq ?? 0)}`;
    case 'not-as-exported':
      return `${at}: ${entry} isn't the one that was exported, what comes before it was written anew`;
  }
}
