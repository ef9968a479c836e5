import { urlFinders } from './find-in-urls.ts';
import { literalFinder } from './find-literals.ts';
import { findPairs } from './find-pairs.ts';
import { findPrivateKeys } from './find-private-keys.ts';
import { tokenFinders } from './find-tokens.ts';
import { valueRedaction } from './redact-value.ts';
import { rememberClean } from './remember-clean.ts';
import { type Finder, findMasks, MASK, masked } from './span.ts';

/**
 * Takes secrets out of what leaves the process or is kept: before Slack, the logs and the ledger. Redact **before**
 * clipping: of a text that was clipped first, a secret's beginning is known only where the text ends with it.
 */
export interface Redactor {
  /**
   * The text with `[secret]` in place of every secret that is known by its looks, by its key or by its value.
   * Idempotent; takes time linear in the length, whatever the text is; at most three times as long.
   */
  text(text: string): string;
  /**
   * A copy as plain data, safe to write as JSON: every string as `text` gives it, and what stands under a telling key
   * (`password`, `authorization`) masked whole. Keys stay, unless they hold a secret themselves. Errors keep name,
   * message, stack, code and cause; cycles, great depth and great breadth end in a remark; bytes give their number.
   * Never throws, changes nothing of what it is given.
   */
  value(value: unknown): unknown;
}

/** A text that still changes after so many passes was made to: nothing of it is shown. */
const MOST_PASSES = 8;

/** A redactor that also knows the given values, those of fewer than six characters excepted. */
export function redactor({ secrets }: { readonly secrets: readonly string[] }): Redactor {
  const finders: readonly Finder[] = [
    findMasks,
    ...tokenFinders,
    findPrivateKeys,
    ...urlFinders,
    findPairs,
    literalFinder(secrets),
  ];
  const pass = (text: string): string => {
    const spans = finders.flatMap((find) => find(text));
    return spans.length === 0 ? text : masked(text, spans);
  };

  const search = (given: string): string => {
    let before = given;
    for (let passes = 0; passes < MOST_PASSES; passes += 1) {
      const after = pass(before);
      if (after === before) return after;
      before = after;
    }
    return MASK;
  };
  const text = rememberClean(search);
  return { text, value: valueRedaction(text) };
}
