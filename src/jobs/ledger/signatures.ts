import type { RunId } from '../../domain/ids.ts';
import type { Signer } from '../../domain/ports/signing.ts';
import { type PersonsWord, signedWord } from '../../domain/run/signed.ts';

/** A person's word with its signature; as it is where nothing is signed. Throws where the key can't be used. */
export async function signedBy<W extends PersonsWord>(
  signer: Signer | undefined,
  run: RunId,
  word: W,
): Promise<W> {
  if (!signer) return word;
  const { kind, text } = signedWord(run, word);
  return { ...word, signature: await signer.sign(kind, text) };
}
