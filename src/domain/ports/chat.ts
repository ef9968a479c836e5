import type { DurationMs } from '../clock.ts';

/** What became of a call to the chat. `call` is its method (`chat.postMessage`), where that is known. */
export type ChatFault =
  /** Refused by a rate limit, Slack's or our own budget: nothing happened; ask again after this. */
  | { readonly kind: 'limited'; readonly after: DurationMs }
  /** Refused for another reason: nothing happened, and the same call won't work soon. */
  | { readonly kind: 'refused'; readonly error: string; readonly call?: string }
  /** No clear answer: it may have happened. */
  | { readonly kind: 'unknown'; readonly detail: string; readonly call?: string }
  /** Somebody else tells the stories now: nothing was sent. */
  | { readonly kind: 'standby' };

/** What Slack itself made of a call. */
export type SlackFault = Exclude<ChatFault, { readonly kind: 'standby' }>;
