/** A bucket of tokens: each call takes one, and `perSecond` come back until it is full. */
export interface Bucket {
  readonly capacity: number;
  readonly perSecond: number;
  /** The calls that take from it. */
  readonly calls: readonly string[];
}

/**
 * What ECS lets an account do in one region, for the calls that this sandbox knows
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html, "Request Token Bucket Sizes and
 * Refill Rates"). StopServiceDeployment and ContinueServiceDeployment have no published figure and aren't limited.
 */
export const BUCKETS: readonly Bucket[] = [
  { capacity: 50, perSecond: 20, calls: ['DescribeClusters', 'ListClusters'] },
  { capacity: 20, perSecond: 1, calls: ['DeregisterTaskDefinition', 'RegisterTaskDefinition'] },
  { capacity: 50, perSecond: 20, calls: ['DescribeTaskDefinition', 'ListTaskDefinitions'] },
  { capacity: 100, perSecond: 20, calls: ['DescribeTasks', 'ListTasks'] },
  { capacity: 50, perSecond: 5, calls: ['UpdateService'] },
  { capacity: 100, perSecond: 20, calls: ['DescribeServices', 'ListServices'] },
  { capacity: 50, perSecond: 20, calls: ['DescribeServiceDeployments', 'ListServiceDeployments'] },
  { capacity: 50, perSecond: 20, calls: ['DescribeServiceRevisions'] },
];

/** Counts calls against the buckets. */
export interface RateLimiter {
  /** Takes a token of this call's bucket in this region; false where there is none left. */
  take(call: string, region: string): boolean;
}

/** A limiter that lets everything through. */
export const unlimited: RateLimiter = { take: () => true };

interface Level {
  tokens: number;
  at: number;
}

/** A limiter with full buckets, on this clock. */
export function limiter(buckets: readonly Bucket[], now: () => number): RateLimiter {
  const levels = new Map<string, Level>();
  return {
    take(call, region) {
      const bucket = buckets.find(({ calls }) => calls.includes(call));
      if (bucket === undefined) return true;
      const key = `${region} ${bucket.calls.join()}`;
      const at = now();
      const before = levels.get(key) ?? { tokens: bucket.capacity, at };
      const back = (Math.max(0, at - before.at) * bucket.perSecond) / 1000;
      const tokens = Math.min(bucket.capacity, before.tokens + back);
      const isLeft = tokens >= 1;
      levels.set(key, { tokens: isLeft ? tokens - 1 : tokens, at });
      return isLeft;
    },
  };
}
