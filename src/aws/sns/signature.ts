import { type KeyObject, verify } from 'node:crypto';

/** By SignatureVersion (Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages"). */
const ALGORITHMS = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' } as const;

/** A text and what is said to be its signature. */
export interface SignedText {
  readonly text: string;
  /** SNS's SignatureVersion. */
  readonly version: keyof typeof ALGORITHMS;
  /** Base64. */
  readonly signature: string;
}

/** Whether this key's owner signed it. Never throws: what can't be reckoned isn't signed. */
export function isSignedWith({ text, version, signature }: SignedText, key: KeyObject): boolean {
  try {
    return verify(ALGORITHMS[version], Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** Who finds out whether texts are signed. */
export interface Signatures {
  /** Whether this key's owner signed it. Never rejects. */
  isSigned(text: SignedText, key: KeyObject): Promise<boolean>;
  /** Ends what works on it. What is asked then or was asked before is answered all the same. */
  stop(): Promise<void>;
}
