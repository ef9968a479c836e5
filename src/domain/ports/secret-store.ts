import type { EpochMs } from '../clock.ts';
import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { ResolvedService } from '../target/service.ts';
import type { SecretSource } from '../task-definition/secret-source.ts';

/** As whom it is asked, and the region of what names none. */
export type SecretPlace = Pick<ResolvedService, 'account' | 'role' | 'region'>;

/** What may be asked for. */
export type KnownSource = Exclude<SecretSource, { readonly kind: 'unknown' }>;

/** What is known of a secret or a parameter. Its value never is. */
export type SecretReading =
  /** When it was last changed in any way, its description included (Secrets Manager API, LastChangedDate). */
  | { readonly kind: 'there'; readonly lastChanged: EpochMs }
  /** `being-deleted`: it can't be read any more, but still be restored. */
  | { readonly kind: 'absent'; readonly why: 'unknown' | 'being-deleted' };

/** Reads of Secrets Manager and of the Parameter Store. Nothing throws. */
export interface SecretStore {
  look(place: SecretPlace, source: KnownSource): Promise<Result<SecretReading, Fault>>;
}
