import type { Reply } from './post.ts';

/** What an endpoint's reply means for a message. */
export type Verdict = 'delivered' | 'refused' | 'again';

/**
 * 2xx is delivered. Errors of the server, 429 and no answer are tried again; everything else, and so any other 4xx, is
 * for good (SNS Developer Guide, "Amazon SNS message delivery retries" and "Amazon SNS dead-letter queues").
 */
export function verdictOn(reply: Reply): Verdict {
  if (reply.kind === 'unanswered') return 'again';
  const { status } = reply;
  if (status >= 200 && status < 300) return 'delivered';
  return status === 429 || status >= 500 ? 'again' : 'refused';
}
