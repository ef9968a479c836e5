import type { KeyObject } from 'node:crypto';
import type { TopicPlace } from '../../domain/alarm/sns-envelope.ts';
import type { SnsDisbelief } from '../../domain/ports/sns-verifier.ts';

/** The key of an address's certificate, or why there is none. */
export type KeyAnswer =
  | { readonly kind: 'key'; readonly key: KeyObject }
  | { readonly kind: 'none'; readonly why: SnsDisbelief; readonly until: 'forever' | 'now' };

/** Knows the keys that SNS signs with. */
export interface SigningKeys {
  /** The key for an address that has the form of a certificate of the topic's SNS. Nothing throws. */
  of(url: string, topic: TopicPlace): KeyAnswer | Promise<KeyAnswer>;
}
