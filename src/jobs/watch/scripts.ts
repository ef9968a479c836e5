import { script } from '../ledger/script.ts';

/**
 * A cluster begins to be read: it stays due, at a moment between two milliseconds, which nobody who asks for a read uses.
 * Answers that mark, by which the end of the read knows whether anybody has asked since.
 * KEYS watchers · ARGV cluster
 */
export const beginReading = script(`
redis.call('ZADD', KEYS[1], 'XX', now - 0.5, ARGV[1])
return redis.call('ZSCORE', KEYS[1], ARGV[1])
`);

/**
 * A cluster was read: it is read again later, or forgotten when no run watches anything in it. Who has asked for a read since
 * this one began stays due: what was asked for may be newer than what this one saw.
 * KEYS watchers, the cluster's watches · ARGV cluster, ms from now, the mark of the read's begin
 */
export const endReading = script(`
if redis.call('HLEN', KEYS[2]) == 0 then return redis.call('ZREM', KEYS[1], ARGV[1]) end
if redis.call('ZSCORE', KEYS[1], ARGV[1]) ~= ARGV[3] then return 0 end
return redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
`);

/**
 * A cluster in which some run watches something is read as soon as may be.
 * KEYS watchers, the cluster's watches · ARGV cluster
 */
export const readSoon = script(`
if redis.call('HLEN', KEYS[2]) == 0 then return 0 end
return redis.call('ZADD', KEYS[1], now, ARGV[1])
`);
