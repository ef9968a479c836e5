import { z } from 'zod';
import type { Fault } from '../fault/fault.ts';

/** What a signed text is about: part of what is signed, so that a signature for one is none for another. */
export type SignedKind = 'request' | 'decision' | 'signal';

/** A signature as it is kept: which key made it, and what it made. `ALGORITHM:KEY:BASE64URL` */
export const Signature = z.string().brand<'Signature'>();
export type Signature = z.infer<typeof Signature>;

/** Signs with a key that bots may use and workers may not. */
export interface Signer {
  /**
   * Signs a text of a kind. Throws where the key can't be used (a SigningFault where it is asked for outside), or the
   * text isn't well-formed Unicode: then nothing may be stored.
   */
  sign(kind: SignedKind, text: string): Promise<Signature>;
}

/** Checks signatures, without the key that makes them. */
export interface Verifier {
  /**
   * Whether a signature is one of this very text and kind by a key that is trusted. What isn't a signature is a no.
   * Throws where that can't be found out (a SigningFault where a key is asked for outside): then nothing may be
   * believed, and asking again later may help.
   */
  verify(kind: SignedKind, text: string, signature: string): Promise<boolean>;
}

/** A key couldn't be used or read, because of something outside. */
export class SigningFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`${fault.call}: ${fault.detail}`);
    this.name = 'SigningFault';
    this.fault = fault;
  }
}

const UTF8 = new TextEncoder();

/**
 * The bytes that are signed for a text of a kind. What stands before the text keeps them apart from anything else that
 * the same key signs. Undefined where the text isn't well-formed: two such texts could have the same bytes.
 */
export const signedBytes = (kind: SignedKind, text: string): Uint8Array | undefined =>
  text.isWellFormed() ? UTF8.encode(`wheelhouse/v1/${kind}\n${text}`) : undefined;

/** What a signature's text says. */
export interface SignatureParts {
  readonly algorithm: string;
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** A signature as a text. */
export const signatureOf = ({ algorithm, key, bytes }: SignatureParts): Signature =>
  Signature.parse(`${algorithm}:${key}:${base64url(bytes)}`);

const FORM = /^([a-z\d]+):([A-Za-z\d-]+):([\w-]+)$/;

/** What a text says that may be a signature. Undefined where it isn't written exactly as one is. */
export function partsOf(signature: string): SignatureParts | undefined {
  const [, algorithm, key, value] = FORM.exec(signature) ?? [];
  if (algorithm === undefined || key === undefined || value === undefined) return undefined;
  const bytes = bytesOf(value);
  // There is one way to write some bytes: unused bits at the end are zero.
  return bytes && base64url(bytes) === value ? { algorithm, key, bytes } : undefined;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function bytesOf(value: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(value.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  } catch {
    return undefined;
  }
}
