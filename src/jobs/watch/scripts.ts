import { script } from '../ledger/script.ts';

/**
 * Says when a cluster is read next, or forgets it when no run watches anything in it. Who was asked to read it since the
 * read began, which is ARGV[3] ms ago, reads it again: what was asked for may be newer than what that read saw.
 * KEYS watchers, the cluster's watches · ARGV cluster, ms from now, ms since the read began or ''
 */
export const rest = script(`
if redis.call('HLEN', KEYS[2]) == 0 then return redis.call('ZREM', KEYS[1], ARGV[1]) end
local asked = redis.call('ZSCORE', KEYS[1], ARGV[1])
if ARGV[3] ~= '' and asked and tonumber(asked) > now - tonumber(ARGV[3]) then return 0 end
return redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
`);
