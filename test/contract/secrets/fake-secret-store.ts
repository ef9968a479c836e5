import type { Vault } from '../../../sandbox/secrets/vault.ts';
import type { SecretReading, SecretStore } from '../../../src/domain/ports/secret-store.ts';
import { ok } from '../../../src/domain/result.ts';

const unknown: SecretReading = { kind: 'absent', why: 'unknown' };

/** The port on a sandbox's vault without HTTP. */
export const fakeSecretStore = (vault: Vault): SecretStore => ({
  async look({ region: own }, source) {
    const region = source.region ?? own;
    if (source.kind === 'parameter') {
      const found = vault.parameter(region, source.id);
      return ok(found ? { kind: 'there', lastChanged: found.changedAt } : unknown);
    }
    const found = vault.secret(region, source.id);
    if (found?.deletedAt !== undefined) return ok({ kind: 'absent', why: 'being-deleted' });
    return ok(found ? { kind: 'there', lastChanged: found.changedAt } : unknown);
  },
});
