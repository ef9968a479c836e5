import { script } from '../ledger/script.ts';

/**
 * Says when a cluster is read next, or forgets it when no run watches anything in it.
 * KEYS watchers, the cluster's watches · ARGV cluster, ms from now
 */
export const rest = script(`
if redis.call('HLEN', KEYS[2]) == 0 then return redis.call('ZREM', KEYS[1], ARGV[1]) end
return redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
`);
