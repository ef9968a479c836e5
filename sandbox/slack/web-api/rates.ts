/** At most `calls` in any `windowMs`; counted per channel or for the whole workspace. */
export interface Rate {
  readonly calls: number;
  readonly windowMs: number;
  readonly per: 'channel' | 'workspace';
  readonly source: string;
}

const rateLimits = 'https://docs.slack.dev/apis/web-api/rate-limits';
const methods = 'https://docs.slack.dev/reference/methods';
const tier = (calls: number, method: string): Rate => ({
  calls,
  windowMs: 60_000,
  per: 'workspace',
  source: `${methods}/${method}`,
});

/**
 * What Slack allows, method by method. Tiers are published as "50+ per minute": the sandbox takes the promise
 * and gives nothing beyond it. A channel takes about one post a second with "short bursts": here five in
 * any five seconds. The workspace-wide limit on posts has no published figure and is not modelled.
 */
export const RATES: Readonly<Record<string, Rate>> = {
  'chat.postMessage': { calls: 5, windowMs: 5_000, per: 'channel', source: rateLimits },
  'chat.update': tier(50, 'chat.update'),
  'chat.postEphemeral': tier(100, 'chat.postEphemeral'),
  'conversations.info': tier(50, 'conversations.info'),
  'conversations.history': tier(50, 'conversations.history'),
  'conversations.replies': tier(50, 'conversations.replies'),
  'conversations.open': tier(50, 'conversations.open'),
  'users.info': tier(100, 'users.info'),
};

/** Counts calls against the table. */
export interface RateLimiter {
  /** Counts the call and returns 0, or counts nothing and returns the seconds to wait (at least 1). */
  take(method: string, channel: string): number;
}

/** A limiter that lets everything through. */
export const unlimited: RateLimiter = { take: () => 0 };

/** A limiter that enforces `rates` on this clock. */
export const limiter = (rates: Readonly<Record<string, Rate>>, now: () => number): RateLimiter => {
  const taken = new Map<string, number[]>();
  return {
    take: (method, channel) => {
      const rate = rates[method];
      if (rate === undefined) return 0;
      const key = rate.per === 'channel' ? `${method} ${channel}` : method;
      const recent = (taken.get(key) ?? []).filter((at) => at > now() - rate.windowMs);
      taken.set(key, recent);
      const oldest = recent[0];
      if (recent.length < rate.calls || oldest === undefined) {
        recent.push(now());
        return 0;
      }
      return Math.max(1, Math.ceil((oldest + rate.windowMs - now()) / 1000));
    },
  };
};
