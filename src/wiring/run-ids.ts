import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';
import { RunId } from '../domain/ids.ts';

/** Randomness is fetched for about sixty ids at once: a fetch for each character costs more than all the rest of it. */
const POOL_BYTES = 1024;

/** Makes ids of runs: ULIDs of this moment and of the system's own randomness. */
export function runIds(): () => RunId {
  const pool = new Uint8Array(POOL_BYTES);
  let at = POOL_BYTES;
  const random = (): number => {
    if (at >= POOL_BYTES) {
      randomFillSync(pool);
      at = 0;
    }
    const byte = pool[at] ?? 0;
    at += 1;
    return byte / 256;
  };
  return () => RunId.parse(ulid(undefined, random));
}
