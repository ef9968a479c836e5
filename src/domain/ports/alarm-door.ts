import type { Notice } from '../alarm/notice.ts';
import type { DurationMs, EpochMs } from '../clock.ts';
import type { SnsDisbelief } from './sns-verifier.ts';

/**
 * What became of a message that came in. `taken`: stored, or nothing in it to store; it needn't come again. `refused`: it
 * wasn't stored; `forever` says that sending it again is no use.
 */
export type Receipt =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly why: DoorRefusal; readonly until: 'forever' | 'now' };

/** Why news of alarms was turned away; words for logs and metrics. */
export type DoorRefusal =
  | SnsDisbelief
  | 'sns-raw-delivery'
  /** The subscription couldn't be confirmed. */
  | 'sns-unconfirmed'
  | 'alarms-not-stored'
  | 'alarms-too-large'
  | 'alarms-too-many'
  | 'alarms-too-slow'
  | 'alertmanager-token'
  | 'alertmanager-unreadable'
  | 'alarms-broken';

/** A message of SNS that is believed. */
export interface BelievedMessage {
  /** SNS's MessageId: the same for every delivery. */
  readonly id: string;
  readonly topic: string;
  readonly subject?: string;
  readonly message: string;
  /** When SNS took it. */
  readonly timestamp: EpochMs;
  readonly via: 'sns' | 'sqs';
}

/** Counts what comes in. */
export interface DoorCounts {
  /** News was stored, so many of them for the first time. `late`: how long after SNS took it, where that is known. */
  received(via: Notice['via'], stored: number, late?: DurationMs): void;
  refused(why: DoorRefusal): void;
  /** So many messages lie in a dead-letter queue. */
  deadLetters(queue: string, count: number): void;
}
