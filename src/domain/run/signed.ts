import { canonical } from '../audit/canonical.ts';
import type { RunId } from '../ids.ts';
import type { SignedKind } from '../ports/signing.ts';
import type { JournalEntry } from './journal.ts';
import type { Signal } from './signal.ts';

/** An answer to a parked run, as its journal keeps it. */
export type ParkedAnswerEntry = Extract<JournalEntry, { readonly kind: 'answer' }>;

/** What a person sends to a run: everything but what runs say to each other. */
export type PersonsWord = Exclude<Signal, { readonly kind: 'yield' }> | ParkedAnswerEntry;

/** What of it is signed: all of it but its signature, and the run that it is for. */
export const signedWord = (
  run: RunId,
  { signature: _itself, ...word }: PersonsWord,
): { readonly kind: SignedKind; readonly text: string } => ({
  kind: word.kind === 'decision' ? 'decision' : 'signal',
  text: canonical({ run, word }),
});
