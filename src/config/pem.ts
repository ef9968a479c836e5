import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** A PEM as a variable holds it: its line ends may be written as \n, and what surrounds it is no part of it. */
export const unescaped = (written: string): string =>
  written.replaceAll('\\n', '\n').replaceAll('\r\n', '\n').trim();

const isEd25519 = (key: KeyObject): boolean => key.asymmetricKeyType === 'ed25519';

/** A private key of Ed25519 in PKCS#8, with its public half as a PEM. Undefined where it is anything else. */
export function readPrivateKey(
  written: string,
): { readonly pem: string; readonly publicKey: string } | undefined {
  const pem = unescaped(written);
  if (!/^-----BEGIN PRIVATE KEY-----\n[\w+/=\s]+\n-----END PRIVATE KEY-----$/.test(pem)) return undefined;
  try {
    const key = createPrivateKey(pem);
    return isEd25519(key) ? { pem, publicKey: publicPem(createPublicKey(key)) } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Public keys of Ed25519, one PEM after another, each once and written in one way. Undefined where anything else stands
 * among them, a private key above all.
 */
export function readPublicKeys(written: string): readonly string[] | undefined {
  const pem = unescaped(written);
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----\n[\w+/=\s]+?\n-----END PUBLIC KEY-----/g) ?? [];
  const rest = blocks.reduce((text, block) => text.replace(block, ''), pem);
  if (blocks.length === 0 || rest.trim() !== '') return undefined;
  try {
    const keys = blocks.map((block) => createPublicKey(block));
    return keys.every(isEd25519) ? [...new Set(keys.map(publicPem))] : undefined;
  } catch {
    return undefined;
  }
}

const publicPem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
