import type { ChainHead } from '../domain/audit/chain.ts';
import { type Broken, type Repaired, verifyChain } from '../domain/audit/verify.ts';
import { sha256 } from '../jobs/audit/sealed.ts';

/** What a check of an export says. `repaired`: it was broken, an entry says so, and it is whole since. */
export interface VerifiedFile {
  readonly kind: 'whole' | 'repaired' | 'broken';
  readonly words: string;
}

const number = new Intl.NumberFormat('en-US');
const when = (at: number): string => new Date(at).toISOString();

/** Checks the text of an export against exported heads, and says in a sentence what was found. */
export function verified(text: string, heads: readonly ChainHead[]): VerifiedFile {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const found = verifyChain(lines, sha256, heads);
  if (found.kind === 'broken') return { kind: 'broken', words: brokenWords(found, heads) };
  const { entries, first, last } = found;
  const start =
    first.seq === 1 || found.kind === 'repaired'
      ? ''
      : `, older ones than ${number.format(first.seq)} were cut off by retention`;
  const all = `${number.format(entries)} entries, from ${when(first.at)} to ${when(last.at)}, head ${last.seq} ${last.hash}${start}`;
  const whole = `${all}${proofWords(found.head, heads.length)}`;
  if (found.kind === 'whole') return { kind: 'whole', words: `ok: ${whole}` };
  const links = found.links.map((link) => repairedWords(link, heads)).join('\n');
  return { kind: 'repaired', words: `${links}\nwhole since then: ${whole}` };
}

function proofWords(head: 'none' | 'matched' | 'older', count: number): string {
  const [its, is] =
    count === 1
      ? ['its exported head', 'the exported head is']
      : [`its ${number.format(count)} exported heads`, 'the exported heads are'];
  if (head === 'none') return '';
  return head === 'matched' ? `, as ${its} ${count === 1 ? 'says' : 'say'}` : `, ${is} older`;
}

const repairedWords = ({ broken, repair }: Repaired, heads: readonly ChainHead[]): string =>
  `${brokenWords(broken, heads)}; repaired by entry ${number.format(repair.seq)}, ${when(repair.at)}`;

/** The first broken link, in words. */
function brokenWords({ what, line, seq }: Broken, heads: readonly ChainHead[]): string {
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
    case 'truncated': {
      const newest = heads.reduce((most, head) => Math.max(most, head.seq), 0);
      return `${at}: the end is cut off, ${entry} is missing and the exported head is ${number.format(newest)}`;
    }
    case 'not-as-exported':
      return `${at}: ${entry} isn't the one that was exported, what comes before it was written anew`;
  }
}
