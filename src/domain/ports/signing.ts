import { z } from 'zod';

/** What a signed text is about: part of what is signed, so that a signature for one is none for another. */
export type SignedKind = 'request' | 'decision' | 'signal';

/** A signature as it is kept: which key made it, and what it made. */
export const Signature = z.string().brand<'Signature'>();
export type Signature = z.infer<typeof Signature>;

/** Signs with a key that bots may use and workers may not. */
export interface Signer {
  /** Signs a text of a kind. Throws where the key can't be used: then nothing may be stored. */
  sign(kind: SignedKind, text: string): Promise<Signature>;
}

/** Checks signatures, without the key that makes them. */
export interface Verifier {
  /**
   * Whether a signature is one of this very text and kind by a key that is trusted. What isn't a signature is a no.
   * Throws where that can't be found out: then nothing may be believed.
   */
  verify(kind: SignedKind, text: string, signature: string): Promise<boolean>;
}
