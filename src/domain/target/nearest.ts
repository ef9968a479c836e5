import { distance } from 'fastest-levenshtein';

/**
 * The known words most like a wrong one, best first, at most three. A word qualifies when it starts with what was
 * typed or is off by no more than two letters (one for short words), so that nonsense gets no suggestion.
 */
export function nearest(wrong: string, known: readonly string[]): string[] {
  const allowed = wrong.length <= 4 ? 1 : 2;
  return known
    .map((word) => ({ word, off: wrong.length >= 2 && word.startsWith(wrong) ? 0 : distance(wrong, word) }))
    .filter(({ off }) => off <= allowed)
    .sort((a, b) => a.off - b.off || a.word.localeCompare(b.word))
    .slice(0, 3)
    .map(({ word }) => word);
}
