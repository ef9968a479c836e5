import type { RunId } from '../../domain/ids.ts';
import { SigningFault, type Verifier } from '../../domain/ports/signing.ts';
import type { JournalEntry } from '../../domain/run/journal.ts';
import type { Signal } from '../../domain/run/signal.ts';
import { type PersonsWord, signedWord } from '../../domain/run/signed.ts';
import type { Claim, Inbox, Ledger, RequestSeal } from '../ledger/ledger.ts';

/** What a process believes of what it reads. All throw where a signature can't be checked: then nothing is believed. */
export interface Trust {
  /** Whether a bot of ours took this very request in. */
  readonly request: (seal: RequestSeal) => Promise<'trusted' | 'forged'>;
  /** Whether a person's word came through a bot of ours, to that run. What runs say to each other isn't signed. */
  readonly word: (run: RunId, word: Signal | JournalEntry) => Promise<'trusted' | 'forged'>;
}

/** Believes what is signed by the keys of a verifier; everything where nothing is signed. */
export function trustOf(verifier: Verifier | undefined): Trust {
  if (!verifier) return { request: async () => 'trusted', word: async () => 'trusted' };
  const isSigned = async (run: RunId, word: PersonsWord): Promise<boolean> => {
    const { kind, text } = signedWord(run, word);
    return word.signature !== undefined && (await verifier.verify(kind, text, word.signature));
  };
  return {
    async request({ text, signature }) {
      const holds = signature !== undefined && (await verifier.verify('request', text, signature));
      return holds ? 'trusted' : 'forged';
    },
    async word(run, word) {
      switch (word.kind) {
        case 'cancel':
        case 'decision':
        case 'answer':
          return (await isSigned(run, word)) ? 'trusted' : 'forged';
        default:
          return 'trusted';
      }
    },
  };
}

/**
 * The ledger, without what only pretends to come from people: it is in `forged`, and nobody else sees it. A claim whose words
 * can't be checked says so in `doubt`: none of them may be believed then.
 */
export function trustingLedger(ledger: Ledger, trust: Trust): Ledger {
  async function sorted<W extends Signal | JournalEntry>(run: RunId, words: readonly W[]) {
    const verdicts = await Promise.all(words.map((word) => trust.word(run, word)));
    const having = (verdict: 'trusted' | 'forged'): W[] => words.filter((_, i) => verdicts[i] === verdict);
    return { trusted: having('trusted'), forged: having('forged') };
  }
  const trustedInbox = async (run: RunId, inbox: Inbox): Promise<Inbox & { forged: readonly Signal[] }> => {
    const { trusted, forged } = await sorted(run, inbox.signals);
    return { count: inbox.count, signals: trusted, forged };
  };
  const trustedClaim = async (claim: Claim): Promise<Claim> => {
    const { id } = claim.run.request;
    const [inbox, journal] = await Promise.all([trustedInbox(id, claim.inbox), sorted(id, claim.journal)]);
    const { forged, ...rest } = inbox;
    return {
      ...claim,
      inbox: rest,
      journal: journal.trusted,
      forged: [...forged, ...journal.forged].map(({ kind }) => kind),
    };
  };
  return {
    ...ledger,
    async inbox(id) {
      const { forged: _seenAtTheNextClaim, ...inbox } = await trustedInbox(id, await ledger.inbox(id));
      return inbox;
    },
    async claim(id) {
      const claimed = await ledger.claim(id);
      if (!('claim' in claimed)) return claimed;
      const claim = await trustedClaim(claimed.claim).catch((error: unknown): Claim => {
        if (!(error instanceof SigningFault)) throw error;
        // Claimed it is: whoever has it says so, and waits.
        return { ...claimed.claim, doubt: error.fault };
      });
      return { ...claimed, claim };
    },
  };
}
