import type { Courier } from '../delivery/courier.ts';
import type { Topics } from '../world/topics.ts';

/** What the operations work on. */
export interface SnsWorld {
  readonly topics: Topics;
  readonly courier: Courier;
  readonly now: () => number;
}

/** A call as the operations get it. */
export interface SnsCall extends SnsWorld {
  readonly region: string;
  readonly input: URLSearchParams;
}
