import type { Clock, DurationMs } from '../domain/clock.ts';
import { type Bucket, closedFor, fullBucket, type Pace, taken, type Urgency, waitFor } from './bucket.ts';

/** The methods that the notifier calls. */
export type Method =
  | 'chat.postMessage'
  | 'chat.update'
  | 'conversations.history'
  | 'conversations.replies'
  | 'conversations.open'
  | 'files.completeUploadExternal';

/** How often Slack may be called, as the configuration has it. */
export interface Paces {
  /** Between two posts in one channel. */
  readonly postEvery: DurationMs;
  /** Between two calls of one method of tier 3. */
  readonly callEvery: DurationMs;
}

interface Rule extends Pace {
  readonly per: 'channel' | 'workspace';
}

/**
 * Slack's limits (docs.slack.dev/apis/web-api/rate-limits). Posting: one message a second and channel with short
 * bursts, and a limit for the whole workspace without a published figure ("several hundred a minute"): here four
 * channels' worth. Tier 3 (chat.update, conversations.*): 50 a minute and workspace, which a burst of 10 and one
 * more each 1.5 s never exceed in any minute; uploads (tier 4) keep to the same.
 */
function rulesOf(method: Method, { postEvery, callEvery }: Paces): readonly Rule[] {
  return method === 'chat.postMessage'
    ? [
        { per: 'channel', burst: 3, every: postEvery, reserve: 1 },
        { per: 'workspace', burst: 20, every: postEvery / 4, reserve: 5 },
      ]
    : [{ per: 'workspace', burst: 10, every: callEvery, reserve: 5 }];
}

/** What may be spent on Slack. It counts what this process does: a new holder of the lease starts with full buckets. */
export interface Budget {
  /** How long until the call may be made; 0: now. Takes nothing. */
  wait(method: Method, channel: string, urgency: Urgency): DurationMs;
  /** Takes the call out of the budget and answers 0, or takes nothing and answers how long to wait. */
  take(method: Method, channel: string, urgency: Urgency): DurationMs;
  /** The channels in which alarms wait to be posted: so much is set aside for them, until this is said anew. */
  expect(alarms: readonly string[]): void;
  /** Slack has limited this call: posts to that channel, or the method as a whole, rest for as long as it said. */
  limited(method: Method, channel: string, after: DurationMs): void;
}

/** A full budget. Kept for each channel that was ever posted in: three numbers each. */
export function slackBudget(clock: Clock, paces: Paces): Budget {
  const buckets = new Map<string, Bucket>();
  const rows = (method: Method, channel: string) =>
    rulesOf(method, paces).map((rule) => {
      const key = rule.per === 'channel' ? `${method} ${channel}` : method;
      return { rule, key, bucket: buckets.get(key) ?? fullBucket(rule, clock.now()) };
    });
  let expected: readonly string[] = [];
  const asideOf = (method: Method, channel: string, { per }: Rule): number => {
    if (method !== 'chat.postMessage') return 0;
    return per === 'workspace' ? expected.length : expected.filter((one) => one === channel).length;
  };
  const wait: Budget['wait'] = (method, channel, urgency) =>
    Math.max(
      ...rows(method, channel).map(({ rule, bucket }) =>
        waitFor(bucket, rule, urgency, clock.now(), asideOf(method, channel, rule)),
      ),
    );
  return {
    wait,
    expect(alarms) {
      expected = alarms;
    },
    take(method, channel, urgency) {
      const needed = wait(method, channel, urgency);
      if (needed > 0) return needed;
      for (const { rule, key, bucket } of rows(method, channel)) {
        buckets.set(key, taken(bucket, rule, clock.now()));
      }
      return 0;
    },
    limited(method, channel, after) {
      // The first row is the narrowest: one channel's limit doesn't silence the others.
      const [narrowest] = rows(method, channel);
      if (narrowest) buckets.set(narrowest.key, closedFor(narrowest.bucket, after, clock.now()));
    },
  };
}
