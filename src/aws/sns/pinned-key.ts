import type { Clock } from '../../domain/clock.ts';
import { isIssuedFor, readCertificate } from './signing-certificate.ts';
import type { SigningKeys } from './signing-keys.ts';

/** One certificate in place of whichever a message names; nothing is fetched. Throws where the PEM is none with an RSA key. */
export function pinnedKey(pem: string, clock: Clock): SigningKeys {
  const pinned = readCertificate(pem);
  if (pinned === undefined) throw new Error('the pinned certificate of SNS has no RSA key of 2048 bits');
  return {
    of(_url, topic) {
      const now = clock.now();
      return isIssuedFor(pinned.name, topic) && now >= pinned.from && now <= pinned.to
        ? { kind: 'key', key: pinned.key }
        : { kind: 'none', why: 'sns-wrong-certificate', until: 'now' };
    },
  };
}
