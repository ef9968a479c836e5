import type { Receiver } from '@slack/bolt';

/** How Slack's requests come in. */
export interface Incoming {
  readonly receiver: Receiver;
  /** Why requests can't come in now; undefined: they can. */
  readonly failing: () => string | undefined;
  /** Lets nothing more in. What was begun is finished by whoever began it. Never rejects. */
  readonly stop: () => Promise<void>;
}
