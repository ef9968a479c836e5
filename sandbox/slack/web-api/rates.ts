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
 * any five seconds. The workspace-wide limit on posts has no published figure and is not modelled; neither are
 * those of auth.test and chat.getPermalink, which have tiers of their own ("hundreds a minute").
 * apps.connections.open was in tier 1 until 2025 and is in tier 3 since.
 */
export const RATES: Readonly<Record<string, Rate>> = {
  'chat.postMessage': { calls: 5, windowMs: 5_000, per: 'channel', source: rateLimits },
  'apps.connections.open': tier(50, 'apps.connections.open'),
  'chat.update': tier(50, 'chat.update'),
  'chat.postEphemeral': tier(100, 'chat.postEphemeral'),
  'conversations.info': tier(50, 'conversations.info'),
  'conversations.history': tier(50, 'conversations.history'),
  'conversations.replies': tier(50, 'conversations.replies'),
  'conversations.open': tier(50, 'conversations.open'),
  'conversations.members': tier(100, 'conversations.members'),
  'files.completeUploadExternal': tier(100, 'files.completeUploadExternal'),
  'files.getUploadURLExternal': tier(100, 'files.getUploadURLExternal'),
  'reactions.add': tier(50, 'reactions.add'),
  'reactions.remove': tier(20, 'reactions.remove'),
  'usergroups.list': tier(20, 'usergroups.list'),
  'usergroups.users.list': tier(20, 'usergroups.users.list'),
  'users.info': tier(100, 'users.info'),
  'users.list': tier(20, 'users.list'),
  'views.open': tier(100, 'views.open'),
  'views.push': tier(100, 'views.push'),
  'views.update': tier(100, 'views.update'),
  'views.publish': tier(100, 'views.publish'),
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
