import type { SnsEnvelope } from '../alarm/sns-envelope.ts';
import type { DurationMs, EpochMs } from '../clock.ts';
import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';

/** Why a message isn't believed; words for logs and metrics. */
export type SnsDisbelief =
  /** No envelope of SNS: raw delivery, or something else. */
  | 'sns-no-envelope'
  /** A topic that the configuration doesn't list. */
  | 'sns-foreign-topic'
  | 'sns-too-old'
  | 'sns-from-the-future'
  /** The certificate's address isn't one of SNS in the topic's region. */
  | 'sns-foreign-certificate'
  /** It couldn't be fetched now, or nothing usable came. */
  | 'sns-certificate-away'
  /** What the address gave isn't SNS's, or its time is over. */
  | 'sns-wrong-certificate'
  | 'sns-wrong-signature';

/**
 * Whether a message is SNS's. `forever`: it never will be, so sending it again is no use. `now`: something that may be
 * otherwise later, such as our way to the certificate or our clock; the same message may be believed then.
 */
export type SnsVerdict =
  | { readonly kind: 'verified'; readonly envelope: SnsEnvelope; readonly at: EpochMs }
  | { readonly kind: 'refused'; readonly why: SnsDisbelief; readonly until: 'forever' | 'now' };

/** How far a message's own time may be from ours. */
export interface TimeWindow {
  readonly oldest: DurationMs;
  readonly ahead: DurationMs;
}

/** Tells SNS's messages from others. */
export interface SnsVerifier {
  /** Judges the body of a delivery. Nothing throws; no address that it names is asked, but a certificate's of SNS itself. */
  verify(body: string, window: TimeWindow): Promise<SnsVerdict>;
}

/** Subscriptions of ours to topics. */
export interface SnsSubscriptions {
  /** Confirms one with the token that SNS sent. Idempotent while the token is good (two days: SNS API, Subscribe). Nothing throws. */
  confirm(topicArn: string, token: string): Promise<Result<undefined, Fault>>;
}
