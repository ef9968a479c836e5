import { script } from '../script.ts';

/**
 * Takes runs that have expired off the index by time, oldest first.
 * KEYS byTime · ARGV retention in ms, how many at most, prefix of the runs' keys · Answers how many it took off.
 */
export const prune = script(`
local taken = 0
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1], 'LIMIT', 0, ARGV[2])) do
  if redis.call('EXISTS', ARGV[3] .. id) == 0 then taken = taken + redis.call('ZREM', KEYS[1], id) end
end
return taken
`);
